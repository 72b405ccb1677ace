import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { listOf } from '#shared/cli/list-option';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { userPath } from '#shared/cli/user-path';
import { seconds, wholeNumber } from '#shared/settings/kinds';
import { measureGrowth } from './growth.ts';
import { GROWTH_ROWS } from './rows.ts';
import { growthOf, growthTable } from './verdict.ts';

const MOST_SIZE = 1_000_000;
const DEFAULT_SIZES: readonly number[] = [1, 1_000, 100_000];
const MOST_TURNS = 10;
const DEFAULT_TURNS = 8;
const MAX_SECONDS = 60;
const WARM_UP_SHARE = 2;
const CONNECTIONS = 4;
const STOPPED_BY_SIGNAL = 130;
const ROWS = GROWTH_ROWS.map(({ name }) => name);

const PROGRAM = defineProgram({
  command: 'npm run growth --',
  about: 'Measures what an answer costs in systems that hold few and many menus, orders and users.',
  options: {
    sizes: {
      value: 'NUMBERS',
      schema: listOf(sizeOf, `whole numbers from 1 to ${MOST_SIZE}, such as ${DEFAULT_SIZES.join(',')}`),
      help: `users and orders of each system, and menus up to 100000 (default ${DEFAULT_SIZES.join(',')})`,
    },
    only: {
      value: 'ROWS',
      schema: listOf((row) => (ROWS.includes(row) ? row : undefined), ROWS.join(', ')),
      help: 'measure these rows only, such as place-order,get-menu',
    },
    turns: {
      value: 'N',
      schema: wholeNumber({ least: 1, most: MOST_TURNS }).default(DEFAULT_TURNS),
      help: `turns of each system, one after the other (default ${DEFAULT_TURNS})`,
    },
    seconds: {
      value: 'SECONDS',
      schema: seconds(MAX_SECONDS).default(1),
      help: 'length of a turn (default 1)',
    },
    data: {
      value: 'FOLDER',
      schema: z.string().optional(),
      help: 'keep the filled systems there, and use those of an earlier run (default: a temporary folder)',
    },
  },
  notes: `Exit code: 0 every row is flat, 1 one is not or was answered otherwise than expected, 2 it could not be measured.
A million orders take about 4 GB on the disk, twice that while they are filled in, and some minutes.`,
  async run({ options: { sizes = DEFAULT_SIZES, only, turns, seconds: length, data } }, env) {
    const abort = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort());
    const folder =
      data === undefined ? mkdtempSync(join(tmpdir(), 'food-delivery-growth-')) : userPath(data, env);
    mkdirSync(folder, { recursive: true });
    try {
      const rows = await measureGrowth(
        folder,
        {
          ...{ sizes, only, turns, seconds: length, signal: abort.signal },
          warmUpSeconds: length * WARM_UP_SHARE,
          connections: CONNECTIONS,
        },
        (text) => process.stderr.write(`${text}\n`),
      );
      process.stdout.write(`${growthTable(rows)}\n`);
      for (const { row, errors } of rows)
        for (const [outcome, count] of Object.entries(errors))
          process.stdout.write(`${row}: ${count} × ${outcome}\n`);
      const isGood = rows.every(
        (row) => (growthOf(row)?.isFlat ?? true) && Object.keys(row.errors).length === 0,
      );
      return isGood ? EXIT.ok : EXIT.no;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return STOPPED_BY_SIGNAL;
    } finally {
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    }
  },
});

function sizeOf(text: string): number | undefined {
  const size = Number(text);
  return /^\d+$/.test(text) && size >= 1 && size <= MOST_SIZE ? size : undefined;
}

process.exitCode = await runProgram(PROGRAM);
