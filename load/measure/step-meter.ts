import { LatencyHistogram } from './latency-histogram.ts';
import type { Figures } from './sample.ts';

const MOST_OUTCOMES = 64;
const OTHER = 'other';

/** Outcomes and latencies of one kind of request. */
export class StepMeter {
  readonly #outcomes = new Map<string, number>();
  readonly #intended = new LatencyHistogram();
  readonly #sent = new LatencyHistogram();

  /** @param sentMs from the actual send; undefined for a request that never got a connection */
  record(outcome: string, intendedMs: number, sentMs: number | undefined): void {
    this.#count(outcome, 1);
    this.#intended.record(intendedMs);
    if (sentMs !== undefined) this.#sent.record(sentMs);
  }

  add(other: StepMeter): void {
    for (const [outcome, count] of other.#outcomes) this.#count(outcome, count);
    this.#intended.add(other.#intended);
    this.#sent.add(other.#sent);
  }

  reset(): void {
    this.#outcomes.clear();
    this.#intended.reset();
    this.#sent.reset();
  }

  get ended(): number {
    return this.#intended.count;
  }

  figures(): Figures {
    return {
      ended: this.ended,
      outcomes: Object.fromEntries([...this.#outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      latency_ms: { intended: this.#intended.percentiles(), sent: this.#sent.percentiles() },
    };
  }

  /** A server that invents error codes must not fill the memory. */
  #count(outcome: string, count: number): void {
    const isNew = !this.#outcomes.has(outcome);
    const key = isNew && this.#outcomes.size >= MOST_OUTCOMES ? OTHER : outcome;
    this.#outcomes.set(key, (this.#outcomes.get(key) ?? 0) + count);
  }
}
