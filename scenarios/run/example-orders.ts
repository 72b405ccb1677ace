import type { Attempt } from '#load/history/attempt';

/** Traces of two orders that stand for the others. */
export interface ExampleOrders {
  readonly worst: string | undefined;
  readonly typical: string | undefined;
}

/** Enough for an average, and read within seconds. */
const SAMPLE = 100;

interface Timed {
  readonly traceId: string;
  readonly ms: number;
}

/** Watches the attempts of a history go by. Remembers a time and an id of each. */
export class ExampleSearch {
  readonly #timed: Timed[] = [];

  note(attempt: Attempt): void {
    if (attempt.kind !== 'order' || attempt.sent_at_ms === null) return;
    this.#timed.push({ traceId: attempt.trace_id, ms: attempt.ended_at_ms - attempt.sent_at_ms });
  }

  /** Traces of up to {@link SAMPLE} orders, spread evenly over the run. */
  sample(): readonly string[] {
    const every = Math.max(1, this.#timed.length / SAMPLE);
    return this.#timed
      .filter((_, at) => Math.floor(at / every) > Math.floor((at - 1) / every))
      .map(({ traceId }) => traceId);
  }

  /** The slowest one, and the one in the middle. */
  examples(): ExampleOrders {
    const sorted = this.#timed.toSorted((one, other) => one.ms - other.ms);
    return {
      worst: sorted.at(-1)?.traceId,
      typical: sorted[Math.floor(sorted.length / 2)]?.traceId,
    };
  }
}
