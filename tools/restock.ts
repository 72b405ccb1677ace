import * as z from 'zod';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { DEFAULT_STOCK, MOST_STOCK } from '#shared/console/conservation';
import { wholeNumber } from '#shared/settings/kinds';
import { findRestaurant } from './restaurant-address.ts';
import { restock } from './restock-menus.ts';

const PROGRAM = defineProgram({
  command: 'npm run restock --',
  about:
    'Sets the stock of the menus while the system runs, so that a load test does not end when everything is sold. Orders may go on.',
  options: {
    stock: {
      value: 'N',
      schema: wholeNumber({ most: MOST_STOCK, unit: 'portions' }).prefault(String(DEFAULT_STOCK)),
      help: `portions of each menu (${DEFAULT_STOCK})`,
    },
    menu: {
      value: 'ID',
      schema: z.array(wholeNumber({ least: 1 })).optional(),
      multiple: true,
      help: 'only this menu; may be given several times',
    },
  },
  notes: `Exit code: 0 done, 2 it could not be done.
The restaurant service is that of the engine on ENGINE_PORT (8004), or the one at RESTAURANT_URL.
With SERVICE_TOKEN_SECRET each change carries a service token, which the stage aws asks for (docs/aws.md).`,
  async run({ options: { stock, menu } }, env) {
    const restocked = await restock(await findRestaurant(env), stock, menu);
    for (const { id, name, before, after } of restocked) {
      process.stdout.write(`menu ${id} ${name}: ${before} -> ${after} portions\n`);
    }
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM, { env: leaveForeignVariables() });
