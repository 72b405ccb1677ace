import '#shared/cli/quiet-libraries';
import * as z from 'zod';
import { openStores } from '#oracle/stores/open-stores';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { RECORD_KINDS } from '#shared/console/records';
import { wholeNumber } from '#shared/settings/kinds';
import { readOrderRecords } from './orders.ts';
import { readUsers } from './users.ts';

const MOST = 1_000;

const PROGRAM = defineProgram({
  command: 'npm run records --',
  about:
    'Lists users or orders, newest first. It reads up to 200,000 items of the table, unless --find is an id of orders.',
  args: { kind: { label: RECORD_KINDS.join('|'), schema: z.enum(RECORD_KINDS) } },
  options: {
    find: {
      value: 'TEXT',
      schema: z.string().prefault(''),
      help: 'only those of an order id, a user id or a part of a user name',
    },
    before: { value: 'ID', schema: wholeNumber().optional(), help: 'only older ones than this id' },
    limit: {
      value: 'N',
      schema: wholeNumber({ least: 1, most: MOST }).prefault('20'),
      help: 'how many at most (20)',
    },
    json: { help: 'print JSON only' },
  },
  async run({ args: { kind }, options: { find, before = Number.POSITIVE_INFINITY, limit, json } }, env) {
    using stores = await openStores(env);
    const read = kind === 'users' ? readUsers : readOrderRecords;
    const page = await read(stores, find.trim(), { before, limit });
    if (json) process.stdout.write(`${JSON.stringify(page)}\n`);
    else for (const record of page.records) process.stdout.write(`${Object.values(record).join('  ')}\n`);
    if (page.limited_to !== undefined && !json)
      process.stderr.write(
        `Of a table that has more, ${page.limited_to} items were read: newer ones may be missing.\n`,
      );
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
