import { randomFillSync } from 'node:crypto';

/** Where a span stands in its trace. */
export interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent where the trace begins. */
  readonly parentSpanId: string | undefined;
}

/** Version, trace id, parent id, flags; versions to come may have more. */
const TRACEPARENT =
  /^(?!ff)(?:00|([\da-f]{2}))-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(-.*)?$/;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
const NOTHING: readonly (string | undefined)[] = [];
const POOL_BYTES = 4_096;

const bytes = Buffer.alloc(POOL_BYTES);
let digits = '';
let used = 0;

/** Random digits, drawn many at once: a draw of its own for each id costs more. */
function draw(count: number): string {
  if (used + count > digits.length) {
    digits = randomFillSync(bytes).toString('hex');
    used = 0;
  }
  used += count;
  return digits.slice(used - count, used);
}

export const newSpanId = (): string => draw(SPAN_DIGITS);

/** A span below the caller's, or at the root of a new trace if there is no valid `traceparent`. */
export function receiveContext(traceparent: string | undefined): SpanContext {
  const found = traceparent === undefined ? null : TRACEPARENT.exec(traceparent);
  const [, version, traceId, parentSpanId, more] = found ?? NOTHING;
  const isValid = traceId !== undefined && (version !== undefined || more === undefined);
  return isValid
    ? { traceId, spanId: newSpanId(), parentSpanId }
    : { traceId: draw(TRACE_DIGITS), spanId: newSpanId(), parentSpanId: undefined };
}

/** Context for callees. On this machine every trace is kept, whatever the caller decided. */
export const traceparentOf = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`;
