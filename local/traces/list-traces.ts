import type { TraceList, TraceSummary } from '#shared/console/traces';
import { isFailedOrder, isOrderIn } from '#shared/telemetry/order-state';
import { textSearch } from './text-search.ts';
import type { TraceFilter } from './trace-filter.ts';
import type { TraceStore } from './trace-store.ts';

/** Lists traces, those that began last first, and stops at the limit: searching all stored traces would delay requests. */
export function listTraces(store: TraceStore, filter: TraceFilter): TraceList {
  const hasText = textSearch(filter.text);
  const kept = store.newestFirst();
  const traces: TraceSummary[] = [];
  let hasMore = false;
  for (const trace of kept) {
    const summary = trace.summary();
    const fits =
      summary.durationMs >= filter.minMs &&
      summary.startMs <= filter.untilMs &&
      (filter.service === '' || summary.services.includes(filter.service)) &&
      (filter.order === '' || isOrderIn(filter.order, summary.order)) &&
      (!filter.onlyFailures || summary.errors > 0 || isFailedOrder(summary.order)) &&
      (!filter.onlyFaults || summary.faults.length > 0) &&
      hasText(trace, summary);
    if (!fits) continue;
    hasMore = traces.length === filter.limit;
    if (hasMore) break;
    traces.push(summary);
  }
  // they are kept in the order in which they came, and one that takes long comes late
  return { traces: traces.sort((one, other) => other.startMs - one.startMs), hasMore, kept: kept.length };
}
