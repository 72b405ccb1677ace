import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { listOf } from '#shared/cli/list-option';
import type { Options, OptionValues } from '#shared/cli/options';
import { seconds } from '#shared/settings/kinds';

const MAX_SECONDS = 600;
const MAX_CONNECTIONS = 512;
const DEFAULT_SECONDS = 3;

/** The options of the bench, whose rows have these names. */
export const optionsOf = (rows: readonly string[]) =>
  ({
    seconds: {
      value: 'SECONDS',
      schema: seconds(MAX_SECONDS).default(DEFAULT_SECONDS),
      help: `length of one measurement; its warm-up comes on top (default ${DEFAULT_SECONDS})`,
    },
    only: {
      value: 'ROWS',
      schema: listOf((row) => (rows.includes(row) ? row : undefined), rows.join(', ')),
      help: 'measure these rows only, such as place-order,get-menu',
    },
    connections: {
      value: 'NUMBERS',
      schema: listOf(connectionsOf, `whole numbers from 1 to ${MAX_CONNECTIONS}, such as 1,8,32`),
      help: 'measure at these numbers of connections, such as 1,8,32',
    },
    json: { value: 'FILE', schema: z.string().optional(), help: 'write every figure to this file, as JSON' },
    parts: { help: 'show processor time by function and store too' },
    write: { help: 'write the tables of docs/performance.md' },
  }) as const satisfies Options;

export type BenchOptions = OptionValues<ReturnType<typeof optionsOf>>;

/** @throws UsageError for options that exclude each other */
export function checkTogether({ write, only, connections }: BenchOptions): void {
  if (write && (only || connections)) {
    throw new UsageError('--write takes all rows: leave --only and --connections out');
  }
}

function connectionsOf(text: string): number | undefined {
  const connections = Number(text);
  const isAllowed = Number.isInteger(connections) && connections > 0 && connections <= MAX_CONNECTIONS;
  return isAllowed ? connections : undefined;
}
