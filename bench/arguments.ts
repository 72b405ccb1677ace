import * as z from 'zod';
import { parsedJson } from '#load/http/parsed-json';
import { UsageError } from '#shared/cli/errors';
import { listOf } from '#shared/cli/list-option';
import type { Options, OptionValues } from '#shared/cli/options';
import { seconds } from '#shared/settings/kinds';
import type { PlantedRule } from './check/plant.ts';

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
    check: {
      help: 'compare the CPU of the rows that matter most with what was committed, in less than two minutes, and end with 1 where one takes a quarter more',
    },
    rule: {
      value: 'JSON',
      schema: z.string().transform(ruleOf).optional(),
      help: 'with --check: a rule of faults that is on meanwhile, to see what it finds',
    },
    write: { help: 'write the tables of docs/performance.md; with --check, what is compared with' },
  }) as const satisfies Options;

export type BenchOptions = OptionValues<ReturnType<typeof optionsOf>>;

/** @throws UsageError for options that exclude each other */
export function checkTogether(options: BenchOptions): void {
  const { check, rule, write, only, connections, json, parts } = options;
  if (check && (only || connections || json !== undefined || parts)) {
    throw new UsageError('--check takes no option but --write or --rule: leave the others out');
  }
  if (rule && (!check || write)) throw new UsageError('--rule goes with --check, without --write');
  if (!check && write && (only || connections)) {
    throw new UsageError('--write takes all rows: leave --only and --connections out');
  }
}

const Rule = z.looseObject({ point: z.string() });

function ruleOf(text: string, { addIssue }: z.core.$RefinementCtx<string>): PlantedRule {
  const rule = Rule.safeParse(parsedJson(text));
  if (rule.success) return rule.data;
  addIssue({
    code: 'custom',
    message: 'a rule as JSON, with a point and a mode (docs/faults.md)',
    input: text,
  });
  return z.NEVER;
}

function connectionsOf(text: string): number | undefined {
  const connections = Number(text);
  const isAllowed = Number.isInteger(connections) && connections > 0 && connections <= MAX_CONNECTIONS;
  return isAllowed ? connections : undefined;
}
