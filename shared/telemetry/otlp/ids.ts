import { randomFillSync } from 'node:crypto';

const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
const POOL_BYTES = 4_096;

const bytes = Buffer.alloc(POOL_BYTES);
let digits = '';
let used = 0;

/** Draws random digits, many at once: a draw for each id costs more. */
function draw(count: number): string {
  if (used + count > digits.length) {
    digits = randomFillSync(bytes).toString('hex');
    used = 0;
  }
  used += count;
  return digits.slice(used - count, used);
}

/** Draws the id of a new trace. */
export const newTraceId = (): string => draw(TRACE_DIGITS);

/** Draws the id of a new span. */
export const newSpanId = (): string => draw(SPAN_DIGITS);

/** Writes the header `traceparent` of calls below this span. On this machine every trace is kept, whatever the caller decided. */
export const traceparentOf = ({ traceId, spanId }: { traceId: string; spanId: string }): string =>
  `00-${traceId}-${spanId}-01`;

/** A header `traceparent` of a call that no trace is to be recorded of. */
export const untracedParent = (): string => `00-${newTraceId()}-${newSpanId()}-00`;
