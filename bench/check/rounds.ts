import { median } from '../summary.ts';
import type { Turns } from './turn.ts';

/** Median of what each row took in a round, divided by what the reference took in the same round. */
export type Ratios = Readonly<Record<string, number>>;

export interface RoundsOptions {
  readonly reference: readonly Turns[];
  readonly rows: readonly Turns[];
  readonly rounds: number;
  /** No further round begins after this time, once there are {@link LEAST_ROUNDS}. */
  readonly longestMs: number;
  readonly signal: AbortSignal;
}

const LEAST_ROUNDS = 3;

/** Measures in turns, in another order in each round. Other work on the machine affects a round as a whole, so that it cancels out. */
export async function measureRatios(options: RoundsOptions): Promise<Ratios> {
  const { reference, rows, rounds, longestMs, signal } = options;
  const ratios = new Map<string, number[]>(rows.map(({ row }) => [row, []]));
  const startedAt = performance.now();
  const mayBegin = (round: number): boolean =>
    round < LEAST_ROUNDS || (round < rounds && performance.now() - startedAt < longestMs);
  for (let round = 0; mayBegin(round); round++) {
    const first = round % rows.length;
    const turned = [...rows.slice(first), ...rows.slice(0, first)];
    const taken: (readonly [string, number])[] = [];
    const before = await sumOfTurns(reference, signal);
    for (const turns of turned) {
      signal.throwIfAborted();
      taken.push([turns.row, await turns.take()]);
    }
    const base = (before + (await sumOfTurns(reference, signal))) / 2;
    for (const [row, ms] of taken) ratios.get(row)?.push(ms / base);
  }
  return Object.fromEntries([...ratios].map(([row, each]) => [row, median(each)]));
}

async function sumOfTurns(reference: readonly Turns[], signal: AbortSignal): Promise<number> {
  let sum = 0;
  for (const turns of reference) {
    signal.throwIfAborted();
    sum += await turns.take();
  }
  return sum;
}
