import type { Hits } from './hit-store.ts';

/** A reading is compared with one of this age; nearer to a second is better. */
const AGE_MS = { least: 500, best: 1_000, most: 2_500 } as const;

/** Hits per second of a key; null while it is not known. */
export type HitRate = (key: string) => number | null;

interface Reading {
  readonly atMs: number;
  readonly hits: Hits;
}

/**
 * Makes rates from the readings of one environment: hits that were added since an earlier reading, by the time between. The first
 * reading has nothing to be compared with, nor has one after a longer pause; a program that reads once a second gets the rate
 * over the last second. An environment adds its hits up to 250 ms late.
 */
export function createHitRates(): (hits: Hits, nowMs: number) => HitRate {
  let readings: readonly Reading[] = [];
  return (hits, nowMs) => {
    const recent = readings.filter(({ atMs }) => nowMs - atMs <= AGE_MS.most);
    readings = [...recent, { atMs: nowMs, hits }];
    const distance = ({ atMs }: Reading): number => Math.abs(nowMs - atMs - AGE_MS.best);
    const [before] = recent
      .filter(({ atMs }) => nowMs - atMs >= AGE_MS.least)
      .toSorted((a, b) => distance(a) - distance(b));
    if (!before) return () => null;
    const seconds = (nowMs - before.atMs) / 1_000;
    return (key) => Math.max(0, Math.round(((hits[key] ?? 0) - (before.hits[key] ?? 0)) / seconds));
  };
}
