import { median } from '../summary.ts';
import type { Sample } from './sample.ts';

/** How one measure went after the warm-up. */
export interface Trend {
  readonly measure: string;
  /** Medians of the two halves. */
  readonly first: number;
  readonly second: number;
  /** Median of the slopes between all pairs of samples. */
  readonly perHour: number;
}

const SECONDS_PER_HOUR = 3_600;

/** The trend of each measure, from the samples after so many seconds. */
export function trendsOf(samples: readonly Sample[], warmUpSeconds: number): readonly Trend[] {
  const warm = samples.filter(({ second }) => second >= warmUpSeconds);
  const measures = new Set(warm.flatMap(({ values }) => Object.keys(values)));
  return [...measures].toSorted().map((measure) => {
    const points = warm.map(({ second, values }) => ({ second, value: values[measure] ?? 0 }));
    const half = Math.floor(points.length / 2);
    const medianOf = (some: typeof points): number => median(some.map(({ value }) => value));
    return {
      measure,
      first: medianOf(points.slice(0, half)),
      second: medianOf(points.slice(half)),
      perHour: slopeOf(points) * SECONDS_PER_HOUR,
    };
  });
}

/** Per second. A few samples that are far off do not change it, as they would a line of least squares. */
function slopeOf(points: readonly { readonly second: number; readonly value: number }[]): number {
  const slopes = points.flatMap((to, at) =>
    points.slice(0, at).map((from) => (to.value - from.value) / (to.second - from.second)),
  );
  return median(slopes);
}
