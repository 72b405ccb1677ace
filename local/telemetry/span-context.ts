import { newSpanId, newTraceId } from '#shared/telemetry/otlp/ids';

/** The place of a span in its trace. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent where the trace begins. */
  readonly parentSpanId: string | undefined;
}

/** Version, trace id, parent id, flags; versions to come may have more. */
const TRACEPARENT =
  /^(?!ff)(?:00|([\da-f]{2}))-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(-.*)?$/;
const NOTHING: readonly (string | undefined)[] = [];

/** A span below the caller's, or at the root of a new trace if there is no valid `traceparent`. */
export function receiveContext(traceparent: string | undefined): SpanContext {
  const found = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  const [, version, traceId, parentSpanId, more] = found ?? NOTHING;
  const isValid = traceId !== undefined && (version !== undefined || more === undefined);
  return isValid
    ? { traceId, spanId: newSpanId(), parentSpanId }
    : { traceId: newTraceId(), spanId: newSpanId(), parentSpanId: undefined };
}
