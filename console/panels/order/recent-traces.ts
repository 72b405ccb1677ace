import type { RecentTrace } from './order-state.ts';

const MOST_SINGLE = 100;
const MOST_BATCHES = 10;

/** Traces of one order each, and those of several, such as a recovery has: many of these must not hide the orders. */
export function byOrders(traces: readonly RecentTrace[]) {
  const of = (isFound: (count: number) => boolean, most: number): RecentTrace[] =>
    traces.filter(({ orderIds }) => isFound(orderIds.length)).slice(0, most);
  return { single: of((count) => count === 1, MOST_SINGLE), batches: of((count) => count > 1, MOST_BATCHES) };
}

/** Those that had begun by an instant, without the end of those that went on. */
export const begunBy = (traces: readonly RecentTrace[], untilMs: number): readonly RecentTrace[] =>
  traces
    .filter(({ startMs }) => startMs <= untilMs)
    .map((trace) => {
      if (trace.startMs + trace.durationMs <= untilMs) return trace;
      const { order: _, ...rest } = trace;
      return { ...rest, faults: [], isOpen: true };
    });
