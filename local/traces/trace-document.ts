import type { TraceDocument } from '#shared/console/traces';
import { TraceReader } from './trace-reader.ts';
import type { TraceStore } from './trace-store.ts';

/** Reads a trace; undefined if nothing of it is stored. */
export function readTrace(store: TraceStore, traceId: string): TraceDocument | undefined {
  const trace = store.find(traceId);
  if (!trace) return undefined;
  const reader = new TraceReader();
  const spans = reader.spans(trace);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const missing = spans.flatMap(({ parentSpanId: parent }) =>
    parent !== null && !ids.has(parent) ? [parent] : [],
  );
  return {
    traceId,
    spans,
    logs: reader.logs(trace),
    linkedFrom: store.linkedFrom(traceId),
    missingParents: [...new Set(missing)],
    droppedSpans: trace.droppedSpans,
  };
}
