import { ERRORS } from '#shared/errors';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Attributes } from '#shared/telemetry/otlp/read';

/** Attributes that say how the work of a span ended although the span itself is no error; the first one counts. */
const RESULTS = [ATTRIBUTE.stepResult, ATTRIBUTE.recoveryOutcome, ATTRIBUTE.problemCode];

/** Results that are failures, beside the codes of errors. */
const FAILURES: ReadonlySet<string> = new Set([
  'declined',
  'failed',
  'payment_failed',
  'unavailable',
  'timed_out',
  'redelivered',
  'dead_letter',
]);

/** Returns how the work of a span ended, such as `declined`. */
export function resultOf(attributes: Attributes): string | undefined {
  for (const name of RESULTS) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

export const isFailure = (result: string): boolean => FAILURES.has(result) || Object.hasOwn(ERRORS, result);
