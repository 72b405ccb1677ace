import type { TraceLog, TraceSpan } from '#shared/telemetry/otlp/read-item';
import { TraceReader } from './trace-reader.ts';
import type { TraceStore } from './trace-store.ts';

/** One trace, the body of `GET /traces/<id>.json`. */
export interface TraceDocument {
  readonly traceId: string;
  /** Spans sorted by start. */
  readonly spans: readonly TraceSpan[];
  /** Log records sorted by time. */
  readonly logs: readonly TraceLog[];
  /** Other traces with a span that links to this trace. */
  readonly linkedFrom: readonly string[];
  /** Ids of missing parents: spans in progress, or spans of the caller. */
  readonly missingParents: readonly string[];
  /** Number of spans dropped over the limit. */
  readonly droppedSpans: number;
}

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
