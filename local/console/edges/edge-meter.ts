import { EDGE_WINDOW_S, type EdgeFigures } from '#shared/console/frame';
import { PERCENTILE_95, TimeCounts } from './time-counts.ts';

/** The calls that ended within one second. */
interface Second {
  atS: number;
  calls: number;
  failed: number;
  readonly times: TimeCounts;
}

const MS_PER_SECOND = 1_000;
const DECIMALS = 10;
/** A breaker is half open after 2 s, and spans come a second late. */
const BREAKER_SHOWN_MS = 3_000;

/** Calls over one edge, by the second in which they became known. */
export class EdgeMeter {
  /** One more than the window, as the second under way is not shown. */
  readonly #seconds: readonly Second[] = Array.from({ length: EDGE_WINDOW_S + 1 }, () => ({
    ...{ atS: 0, calls: 0, failed: 0 },
    times: new TimeCounts(),
  }));
  #calls = 0;
  #failed = 0;
  #breakerOpenMs = 0;

  add(nowMs: number, tookMs: number, isFailure: boolean): void {
    const second = this.#secondAt(Math.floor(nowMs / MS_PER_SECOND));
    second.calls++;
    second.times.add(tookMs);
    this.#calls++;
    if (!isFailure) return;
    second.failed++;
    this.#failed++;
  }

  /** An open breaker refused a call. */
  breakerOpen(nowMs: number): void {
    this.#breakerOpenMs = nowMs;
  }

  /** The figures of the whole seconds before this moment. */
  figures(nowMs: number): EdgeFigures {
    const nowS = Math.floor(nowMs / MS_PER_SECOND);
    const times = new TimeCounts();
    let [calls, failed] = [0, 0];
    for (const second of this.#seconds) {
      if (second.atS >= nowS || second.atS < nowS - EDGE_WINDOW_S) continue;
      calls += second.calls;
      failed += second.failed;
      times.addAll(second.times);
    }
    return {
      rate: perSecond(calls),
      errors: perSecond(failed),
      p95_ms: times.percentile(PERCENTILE_95),
      ...{ calls: this.#calls, failed: this.#failed },
      ...(nowMs - this.#breakerOpenMs < BREAKER_SHOWN_MS && { breaker_open: true as const }),
    };
  }

  #secondAt(atS: number): Second {
    const second = this.#seconds[atS % this.#seconds.length] as Second;
    if (second.atS !== atS) {
      Object.assign(second, { atS, calls: 0, failed: 0 });
      second.times.clear();
    }
    return second;
  }
}

const perSecond = (count: number): number => Math.round((count / EDGE_WINDOW_S) * DECIMALS) / DECIMALS;
