import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { SERVICE_NAMES } from '#shared/services';
import { findServices } from '../chaos-api.ts';
import { linesOfRules } from '../list-rules.ts';

export const clear = defineProgram({
  command: 'npm run chaos -- clear',
  about: 'Ends one rule, or one of the documented switches, wherever it is on.',
  args: { id: { label: 'id', schema: z.string().min(1, 'the id of a rule') } },
  async run({ args: { id } }, env) {
    const api = await findServices(env);
    const ended = await Promise.all(SERVICE_NAMES.map((service) => api.end(service, id)));
    if (ended.some(Boolean)) return EXIT.ok;
    process.stderr.write(`no rule is called ${id}; npm run chaos -- list shows those that are on\n`);
    return EXIT.no;
  },
});

export const halt = defineProgram({
  command: 'npm run chaos -- halt',
  about: 'Ends every fault of every service at once.',
  async run(_, env) {
    const api = await findServices(env);
    const ended = await linesOfRules(api);
    await Promise.all(SERVICE_NAMES.map((service) => api.endAll(service)));
    for (const line of ended) process.stdout.write(`ended: ${line}\n`);
    process.stdout.write('no fault is on\n');
    return EXIT.ok;
  },
});
