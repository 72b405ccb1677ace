import { join } from 'node:path';
import { screenTable } from '#shared/cli/screen-table';
import { loadAverage, redisVersion, thisMachine } from '../machine.ts';
import { machineInWords } from '../machine-in-words.ts';
import { startSystem } from '../system.ts';
import { committedRatios, ratiosAt, writeRatios } from './committed.ts';
import { type Compared, compared, comparedRow } from './compare.ts';
import { openAll, openHashes } from './opened.ts';
import { type PlantedRule, plant, serviceOf } from './plant.ts';
import { measureRatios } from './rounds.ts';

export interface CheckOptions {
  /** Record what is measured, in place of comparing. */
  readonly write: boolean;
  readonly rule?: PlantedRule | undefined;
  /** Rows that are measured. @default all */
  readonly only?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

const ROUNDS = 7;
/** Of some rows only, which somebody waits for. */
const ROUNDS_OF_SOME = 3;
/** No round begins later than this after the start, and none of those that measure again later than that. */
const LAST_ROUND_MS = 80_000;
const LAST_AGAIN_MS = 100_000;
/** How often rows that seem slower are measured again. */
const MOST_AGAIN = 2;
const HEAD = ['', 'committed', 'measured', '', ''];

/**
 * Measures what the rows take, divided by a reference of the same run, and compares that with the committed ratios. A row
 * that takes too much is measured twice more before it counts.
 * @returns false where a row takes too much
 */
export async function check(folder: string, { write, rule, only, signal }: CheckOptions): Promise<boolean> {
  if (rule) serviceOf(rule); // before a system is started for nothing
  const startedAt = performance.now();
  const line = (text: string): void => console.log(text);
  const machine = `${machineInWords(thisMachine())}; ${redisVersion()}`;
  line(`${machine}; load average ${loadAverage()}`);
  await using system = await startSystem({ dataDir: join(folder, 'system') });
  if (rule) await plant(system, rule);
  await using hashes = await openHashes(system, folder);
  await using opened = await openAll(system, folder, only);
  const left = (ms: number): number => ms - (performance.now() - startedAt);
  const rounds = { rounds: only ? ROUNDS_OF_SOME : ROUNDS, signal };
  const hashedBefore = await hashes.take();
  const measured = await measureRatios({ ...opened, ...rounds, longestMs: left(LAST_ROUND_MS) });
  const hashMs = (hashedBefore + (await hashes.take())) / 2;
  line(`a password hash takes ${hashMs.toFixed(1)} ms of CPU`);
  if (write) {
    const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    writeRatios({ recorded: `${day}, ${machine}`, hashMs, rows: measured });
    line(`recorded: ${JSON.stringify(measured)}`);
    return true;
  }
  const records = committedRatios();
  for (const each of records) line(`committed, at ${each.hashMs} ms: ${each.recorded}`);
  const committed = ratiosAt(records, hashMs);
  let results = compared(measured, committed);
  for (let again = 0; again < MOST_AGAIN && results.some(({ isSlower }) => isSlower); again++) {
    const slower = results.filter(({ isSlower }) => isSlower).map(({ row }) => row);
    line(`measured again, as they seem slower: ${slower.join(', ')}`);
    const rows = opened.rows.filter(({ row }) => slower.includes(row));
    const longestMs = left(LAST_AGAIN_MS) / (MOST_AGAIN - again);
    const ratios = await measureRatios({ ...opened, ...rounds, rows, longestMs });
    results = results.map((result) => lesser(result, compared(ratios, committed)));
  }
  line(`CPU per answer, divided by that of an empty handler and a lock and update of the same run:`);
  line(screenTable([HEAD, ...results.map(comparedRow)]));
  return report(results, (performance.now() - startedAt) / 1000);
}

/** Other work on the machine makes a ratio greater, hardly ever smaller: the least that was measured counts. */
const lesser = (result: Compared, again: readonly Compared[]): Compared =>
  again.find(({ row, measured }) => row === result.row && measured < result.measured) ?? result;

function report(results: readonly Compared[], seconds: number): boolean {
  const slower = results.filter(({ isSlower }) => isSlower).map(({ row }) => row);
  const verdict =
    slower.length === 0 ? 'no row is slower than it was' : `slower than it was: ${slower.join(', ')}`;
  console.log(`${verdict} (${seconds.toFixed(0)} s)`);
  return slower.length === 0;
}
