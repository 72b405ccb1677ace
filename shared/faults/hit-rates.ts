import { setTimeout as wait } from 'node:timers/promises';
import type { Hits } from './hit-store.ts';

/** A reading is compared with one of this age; nearer to a second is better. */
const AGE_MS = { least: 500, best: 1_000, most: 2_500 } as const;

/** Hits per second of a key. */
type HitRate = (key: string) => number;

interface Reading {
  readonly atMs: number;
  readonly hits: Hits;
}

export interface HitRates {
  readonly hits: Hits;
  readonly rate: HitRate;
}

/** Reads the hits; undefined while they cannot be read. */
type ReadHits = () => Promise<Hits | undefined>;

/**
 * Makes rates from the readings of one environment: hits that were added since an earlier reading, by the time between. A program
 * that reads once a second gets the rate over the last second. The first reading has nothing to be compared with, nor has one
 * after a longer pause: where something has been hit, it is followed by another half a second later, so that a rate is never
 * guessed. An environment adds its hits up to 250 ms late.
 * @returns a function that reads hits and rates, of which those of `keys` are asked for
 */
export function createHitRates(
  read: ReadHits,
  { now = () => performance.now(), pause = (ms: number) => wait(ms) } = {},
): (keys: readonly string[]) => Promise<HitRates | undefined> {
  let readings: readonly Reading[] = [];

  async function take(): Promise<Reading | undefined> {
    const hits = await read();
    const reading = hits && { atMs: now(), hits };
    if (reading) readings = [...readings.filter(({ atMs }) => reading.atMs - atMs <= AGE_MS.most), reading];
    return reading;
  }
  return async (keys) => {
    const first = await take();
    if (!first) return undefined;
    const before = comparable(readings, first.atMs);
    if (before) return { hits: first.hits, rate: rateSince(before, first) };
    if (keys.every((key) => !first.hits[key])) return { hits: first.hits, rate: () => 0 };
    await pause(AGE_MS.least);
    const second = await take();
    // A timer may be early by a part of a millisecond.
    return second && { hits: second.hits, rate: rateSince(first, second) };
  };
}

/** The reading whose age is nearest to a second. */
function comparable(readings: readonly Reading[], nowMs: number): Reading | undefined {
  const distance = ({ atMs }: Reading): number => Math.abs(nowMs - atMs - AGE_MS.best);
  return readings
    .filter(({ atMs }) => nowMs - atMs >= AGE_MS.least)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

const rateSince =
  (before: Reading, { atMs, hits }: Reading): HitRate =>
  (key) => {
    const added = (hits[key] ?? 0) - (before.hits[key] ?? 0);
    return Math.max(0, Math.round((added * 1_000) / (atMs - before.atMs)));
  };
