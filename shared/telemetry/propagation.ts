import { type Context, context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** Returns `traceparent`, `tracestate` and `baggage` of the span under way; empty without telemetry. */
export function outgoingContext(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Reads the sender's context from `values`, whose names are in lower case. */
export function incomingContext(values: Readonly<Record<string, string | undefined>>): Context {
  return propagation.extract(ROOT_CONTEXT, values);
}
