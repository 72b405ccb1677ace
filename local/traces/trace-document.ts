import { type TraceLog, TraceReader, type TraceSpan } from './trace-reader.ts';
import type { TraceStore } from './trace-store.ts';

/** One trace, as `GET /traces/<id>.json` gives it. */
export interface TraceDocument {
  readonly traceId: string;
  /** By start. */
  readonly spans: readonly TraceSpan[];
  /** By time. */
  readonly logs: readonly TraceLog[];
  /** Other traces with a span that is linked to one of this trace. */
  readonly linkedFrom: readonly string[];
  /** Parents that have not come: spans under way, or the caller's own. */
  readonly missingParents: readonly string[];
  /** Spans that were too many to be kept. */
  readonly droppedSpans: number;
}

/** Undefined if nothing of the trace is here. */
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
