import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Length of one cell; its warm-up comes on top. */
  readonly seconds: number;
  /** Rows to measure; all where absent. */
  readonly only: readonly string[] | undefined;
  /** Numbers of connections to measure; each row's own where absent. */
  readonly connections: readonly number[] | undefined;
  /** File that takes every figure as JSON. */
  readonly json: string | undefined;
  /** Whether processor time is told by function and store too. */
  readonly parts: boolean;
  /** Whether docs/performance.md takes the tables. */
  readonly write: boolean;
}

/** A mistake of whoever called; the message says what is allowed. */
export class UsageError extends Error {}

const MAX_SECONDS = 600;
const MAX_CONNECTIONS = 512;
const DEFAULT_SECONDS = 3;
const FLAGS = {
  seconds: { type: 'string' },
  only: { type: 'string' },
  connections: { type: 'string' },
  json: { type: 'string' },
  parts: { type: 'boolean' },
  write: { type: 'boolean' },
} as const;
const USAGE = '--seconds 3, --only <rows>, --connections 1,8,32, --json <file>, --parts, --write';

/** @throws UsageError */
export function parseArguments(args: readonly string[], rows: readonly string[]): BenchOptions {
  const flags = readFlags(args);
  const options: BenchOptions = {
    seconds: flags.seconds === undefined ? DEFAULT_SECONDS : secondsOf(flags.seconds),
    only: flags.only === undefined ? undefined : rowsOf(flags.only, rows),
    connections: flags.connections?.split(',').map(connectionsOf),
    json: flags.json,
    parts: flags.parts ?? false,
    write: flags.write ?? false,
  };
  if (options.write && (options.only || options.connections)) {
    throw new UsageError('--write takes all rows: leave --only and --connections out.');
  }
  return options;
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${reason}. Allowed: ${USAGE}`);
  }
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw new UsageError(`--seconds is '${text}'; allowed is a number up to ${MAX_SECONDS}.`);
}

function connectionsOf(text: string): number {
  const connections = Number(text);
  if (Number.isInteger(connections) && connections > 0 && connections <= MAX_CONNECTIONS) return connections;
  throw new UsageError(
    `--connections has '${text}'; allowed are whole numbers from 1 to ${MAX_CONNECTIONS}, such as 1,8,32.`,
  );
}

function rowsOf(text: string, rows: readonly string[]): readonly string[] {
  const wanted = text.split(',');
  const unknown = wanted.find((row) => !rows.includes(row));
  if (unknown === undefined) return wanted;
  throw new UsageError(`--only has '${unknown}'; allowed are ${rows.join(', ')}.`);
}
