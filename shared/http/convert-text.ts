import type * as z from 'zod';
import { valueAt } from '#shared/value-at';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

/**
 * Converts `"2"` to 2 and `"true"` to true, as the documented service does, while the schemas stay plain.
 * It changes `data` in place where an issue names such a text.
 */
export function convertText(data: unknown, issues: readonly z.core.$ZodIssue[]): boolean {
  let converted = false;
  for (const issue of issues) {
    if (issue.code !== 'invalid_type') continue;
    const path = issue.path as (string | number)[];
    const key = path.at(-1);
    const holder = valueAt(data, path.slice(0, -1));
    if (key === undefined || typeof holder !== 'object' || holder === null) continue;
    const text = (holder as Record<string | number, unknown>)[key];
    const value = typeof text === 'string' ? fromText(text.trim(), issue.expected) : undefined;
    if (value === undefined) continue;
    (holder as Record<string | number, unknown>)[key] = value;
    converted = true;
  }
  return converted;
}

function fromText(text: string, expected: string): number | boolean | undefined {
  if (expected === 'boolean') return BOOLEANS[text.toLowerCase()];
  if (expected === 'int' || expected === 'number') return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  return undefined;
}
