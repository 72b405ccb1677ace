/** Of response times, in milliseconds. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Nearest rank: a time that really occurred. 0 where there are none. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(rank, 1) - 1] ?? 0;
}

export function summarise(latenciesMs: readonly number[]): Summary {
  const sorted = Float64Array.from(latenciesMs).sort();
  return { p50: percentile(sorted, 50), p95: percentile(sorted, 95), p99: percentile(sorted, 99) };
}

export function median(values: readonly number[]): number {
  return percentile(Float64Array.from(values).sort(), 50);
}

export interface MedianInterval {
  readonly median: number;
  /** Between these the median lies with 95 % certainty, whatever the values' distribution. */
  readonly low: number;
  readonly high: number;
}

/** By order statistics; of less than six values the interval is all there is. */
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

/** How many values of each end may be left out: the binomial distribution of a fair coin. */
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
