import type { Rounds } from './interleaved.ts';
import { type MedianInterval, medianInterval } from './median-interval.ts';
import { median } from './summary.ts';

/** Processor milliseconds per answer by endpoint: without telemetry, and added by it. */
export type AddedCost = ReadonlyMap<string, { readonly offMs: number; readonly addedMs: MedianInterval }>;

/** Processor time per answer while the collector is down or hangs, relative to a collector that accepts everything. */
export interface TroubledRatio {
  readonly row: string;
  readonly collector: string;
  readonly ratio: MedianInterval;
}

type RoundsByRow = readonly (readonly [string, Rounds])[];

/** Leaves out endpoints whose processor time the platform did not report. */
export function addedCost(byRow: RoundsByRow): AddedCost {
  return new Map(
    byRow.filter(isMeasured).map(([row, rounds]) => {
      const [off, on] = [figures(rounds, 'off'), figures(rounds, 'on')];
      return [row, { offMs: median(off), addedMs: medianInterval(pairs(off, on, (a, b) => b - a)) }];
    }),
  );
}

/** Leaves out endpoints whose processor time the platform did not report. */
export function troubledRatios(byRow: RoundsByRow): TroubledRatio[] {
  return byRow.filter(isMeasured).flatMap(([row, rounds]) =>
    ['gone', 'hanging'].map((collector) => ({
      row,
      collector,
      ratio: medianInterval(
        pairs(figures(rounds, 'taking'), figures(rounds, collector), (taking, other) => other / taking),
      ),
    })),
  );
}

const figures = ({ cpuMs }: Rounds, name: string): readonly number[] => cpuMs.get(name) ?? [];
const isMeasured = ([, { cpuMs }]: RoundsByRow[number]): boolean =>
  [...cpuMs.values()].every((each) => each.length > 0);
const pairs = (
  one: readonly number[],
  other: readonly number[],
  compare: (one: number, other: number) => number,
): number[] => one.map((value, at) => compare(value, other[at] ?? Number.NaN));
