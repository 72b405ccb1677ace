import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Percentiles } from './sample.ts';

const US_PER_MS = 1_000;
const LONGEST_US = 3_600_000_000;
const FIGURES = 3;

/** Times in an HdrHistogram: three significant figures, in memory that does not grow with their number. */
export class LatencyHistogram {
  readonly #histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: LONGEST_US,
    figures: FIGURES,
  });

  record(ms: number): void {
    const us = Math.round(ms * US_PER_MS);
    this.#histogram.record(Math.min(Math.max(us, 1), LONGEST_US));
  }

  add(other: LatencyHistogram): void {
    if (other.count > 0) this.#histogram.add(other.#histogram);
  }

  reset(): void {
    this.#histogram.reset();
  }

  get count(): number {
    return this.#histogram.count;
  }

  /** @returns zeros where nothing was recorded */
  percentiles(): Percentiles {
    if (this.count === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
    const at = (percent: number): number => this.#histogram.percentile(percent) / US_PER_MS;
    return { p50: at(50), p95: at(95), p99: at(99), max: this.#histogram.max / US_PER_MS };
  }
}
