import { type Context, context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { withMember } from './baggage.ts';
import { currentRequest } from './request-context.ts';

/** Member of `baggage` with the rules of faults that travel with a request. */
export const RULES_MEMBER = 'chaos';
/** Number of the caller's try, from 1; sent from the second on, so that a seed decides anew. */
export const ATTEMPT_HEADER = 'x-chaos-attempt';

/**
 * Returns `traceparent`, `tracestate` and `baggage` of the span under way; without telemetry, only the rules that came
 * with the request. Rules that the caller may not bring do not go on.
 */
export function outgoingContext(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const rules = currentRequest()?.carriedRules;
  if (carrier.baggage === undefined && rules === undefined) return carrier;
  const { baggage: theirs, ...others } = carrier;
  const baggage = withMember(theirs, RULES_MEMBER, rules?.member);
  return baggage === undefined ? others : { ...others, baggage };
}

/** Returns {@link outgoingContext} for a call to another of our services. @param earlier tries of the same call */
export function outgoingHeaders(earlier: number): Record<string, string> {
  const { attempt = 1, carriedRules } = currentRequest() ?? {};
  const tries = attempt + earlier;
  return {
    ...outgoingContext(),
    ...carriedRules?.headers,
    ...(tries > 1 && { [ATTEMPT_HEADER]: String(tries) }),
  };
}

/** Reads the sender's context from `values`, whose names are in lower case. */
export function incomingContext(values: Readonly<Record<string, string | undefined>>): Context {
  return propagation.extract(ROOT_CONTEXT, values);
}
