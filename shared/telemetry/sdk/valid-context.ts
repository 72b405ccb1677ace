import { type Context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { OtlpSpan } from './otlp-span.ts';

/** Returns the span of a context if its ids are valid. Those of our own spans are. */
export function validContextIn(within: Context): SpanContext | undefined {
  const span = trace.getSpan(within);
  const found = span?.spanContext();
  return found && (span instanceof OtlpSpan || isSpanContextValid(found)) ? found : undefined;
}
