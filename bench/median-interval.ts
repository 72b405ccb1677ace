import { median } from './summary.ts';

export interface MedianInterval {
  readonly median: number;
  /** Between these the median lies with 95 % certainty, whatever the values' distribution. */
  readonly low: number;
  readonly high: number;
}

/** Computes the interval by order statistics; for less than six values it is their whole range. */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = Float64Array.from(values).sort();
  const outside = ranksOutside(sorted.length);
  return {
    median: median(values),
    low: sorted[outside] ?? 0,
    high: sorted[sorted.length - 1 - outside] ?? 0,
  };
}

const EITHER_SIDE = 0.025;

/** Number of values outside the interval at each end, by the binomial distribution of a fair coin. */
function ranksOutside(count: number): number {
  let probability = 0.5 ** count;
  let sum = probability;
  let outside = 0;
  while (sum <= EITHER_SIDE) {
    outside++;
    probability *= (count - outside + 1) / outside;
    sum += probability;
  }
  return Math.max(0, outside - 1);
}
