import { type Context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';

/** Returns the span of a context if its ids are valid. */
export function validContextIn(within: Context): SpanContext | undefined {
  const found = trace.getSpanContext(within);
  return found && isSpanContextValid(found) ? found : undefined;
}
