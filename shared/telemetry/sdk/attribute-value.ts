import { isAnyValue } from '@opentelemetry/core';

/** Returns whether OpenTelemetry allows a value. Plain values are most frequent, so they are checked first. */
export function isAttributeValue(value: unknown): boolean {
  return (
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || isAnyValue(value)
  );
}
