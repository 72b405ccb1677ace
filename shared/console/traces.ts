import type { TraceLog, TraceSpan } from '#shared/telemetry/otlp/read-item';

/** A trace in the list of traces. */
export interface TraceSummary {
  readonly traceId: string;
  /** Name of the root span, or of the first span while the root is missing. */
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** Services in order of appearance. */
  readonly services: readonly string[];
  readonly spans: number;
  readonly errors: number;
  /** HTTP status of the root span. */
  readonly status?: number | undefined;
  /** URL path of the root span, if its name does not contain the path. */
  readonly path?: string | undefined;
  /** State of the order that the trace changed, such as `failed: payment_failed`. */
  readonly order?: string | undefined;
  /** Ids of the orders that its spans are about. */
  readonly orderIds: readonly number[];
  /** Outcomes of the messages that the trace received for recovery, such as `acted`. */
  readonly recovery: readonly string[];
  /** Code of the error that was answered, such as `order_undecided`. */
  readonly problem?: string | undefined;
  /** Injected faults, such as `delay`. */
  readonly faults: readonly string[];
}

/** The body of `GET /traces.json`. */
export interface TraceList {
  readonly traces: readonly TraceSummary[];
  /** Older traces match the filter too. */
  readonly hasMore: boolean;
  /** Number of stored traces. */
  readonly kept: number;
}

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
