import * as z from 'zod';
import { parsedJson } from '#load/http/parsed-json';
import { UsageError } from '#shared/cli/errors';
import { listOf } from '#shared/cli/list-option';
import type { Options, OptionValues } from '#shared/cli/options';
import { numberAbove0, seconds } from '#shared/settings/kinds';
import type { PlantedRule } from './check/plant.ts';
import { CHECKED_ROWS } from './check/rows.ts';
import { ROW_JOURNEYS } from './fixed-rate/journeys.ts';
import { COMPARABLE_ROWS } from './versus/run.ts';
import { TARGETS_ALLOWED, type Targets, targetsIn } from './versus/targets.ts';

const MAX_SECONDS = 600;
const MAX_CONNECTIONS = 512;
const MAX_RATE = 100_000;
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
    rate: {
      value: 'N',
      schema: numberAbove0({ most: MAX_RATE, unit: 'journeys a second' }).optional(),
      help: 'begin so many journeys a second, whatever became of those before, in place of waiting for answers',
    },
    vs: {
      value: 'URLS',
      schema: z.string().transform(otherOf).optional(),
      help: 'measure beside another implementation of the contract, in turns: its gateway, or its services as user=URL,restaurant=URL,order=URL',
    },
    json: { value: 'FILE', schema: z.string().optional(), help: 'write every figure to this file, as JSON' },
    parts: { help: 'show processor time by function and store too' },
    settle: {
      help: 'with --only: measure what the recovery of an order takes too, as the row recovery does',
    },
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
  const { check, rule, rate, vs, write, only, connections, json, parts, settle } = options;
  if (check && (connections || json !== undefined || parts || settle || rate !== undefined || vs)) {
    throw new UsageError('--check takes no option but --only, --write or --rule: leave the others out');
  }
  if (rule && (!check || write)) throw new UsageError('--rule goes with --check, without --write');
  if (vs && rate !== undefined) throw new UsageError('--vs and --rate exclude each other');
  if (vs) checkVersus(options);
  if (rate !== undefined) checkRate(options);
  if (check && only) checkRows(only);
  if (write && (only || connections)) {
    throw new UsageError('--write takes all rows: leave --only and --connections out');
  }
}

function checkRows(only: readonly string[]): void {
  const checked = CHECKED_ROWS.map(({ endpoint }) => endpoint.row);
  const other = only.find((row) => !checked.includes(row));
  if (other !== undefined)
    throw new UsageError(`--check has no row ${other}, allowed: ${checked.join(', ')}`);
}

function checkRate({ only = [], connections, parts, settle, write }: BenchOptions): void {
  if (connections || parts || settle || write) {
    throw new UsageError('--rate goes with --only, --seconds and --json: leave the others out');
  }
  const other = only.find((row) => !(row in ROW_JOURNEYS));
  if (other !== undefined) {
    throw new UsageError(`--rate has no row ${other}, allowed: ${Object.keys(ROW_JOURNEYS).join(', ')}`);
  }
}

function otherOf(text: string, { addIssue }: z.core.$RefinementCtx<string>): Targets {
  const targets = targetsIn(text);
  if (targets) return targets;
  addIssue({ code: 'custom', message: TARGETS_ALLOWED, input: text });
  return z.NEVER;
}

function checkVersus({ only = [], parts, settle, write }: BenchOptions): void {
  if (parts || settle || write) {
    throw new UsageError('--vs goes with --only, --connections, --seconds and --json: leave the others out');
  }
  const other = only.find((row) => !COMPARABLE_ROWS.includes(row));
  if (other !== undefined) {
    throw new UsageError(`--vs has no row ${other}, allowed: ${COMPARABLE_ROWS.join(', ')}`);
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
