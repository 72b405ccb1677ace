import { context, type HrTime, type Span, trace } from '@opentelemetry/api';
import { SCOPE } from './conventions.ts';

const MILLISECONDS = 1_000;
const NANOSECONDS = 1_000_000_000;

/**
 * Adds a child span for work that was measured elsewhere, perhaps by another clock.
 * Both times are in milliseconds since the parent's start.
 */
export function addMeasuredSpan(name: string, parent: Span, fromMs: number, toMs: number): void {
  // The API does not expose the start. Another clock may be a millisecond off and put the span outside its parent.
  const { startTime } = parent as { startTime?: HrTime };
  if (!startTime || !parent.isRecording()) return;
  trace
    .getTracer(SCOPE)
    .startSpan(name, { startTime: later(startTime, fromMs) }, trace.setSpan(context.active(), parent))
    .end(later(startTime, toMs));
}

function later([seconds, nanoseconds]: HrTime, ms: number): HrTime {
  const sum = nanoseconds + Math.round((ms / MILLISECONDS) * NANOSECONDS);
  return [seconds + Math.floor(sum / NANOSECONDS), sum % NANOSECONDS];
}
