import type * as z from 'zod';
import type { Violation } from '#shared/errors';

type Issue = z.core.$ZodIssue;
const MAX_INPUT_CHARACTERS = 256;

/**
 * Converts Zod's issues to the form of the documented service (FastAPI's): `missing`, `greater_than`, ….
 * @param where first part of each `loc`: body, path, query or header
 */
export function toViolations(where: string, issues: readonly Issue[], data: unknown): Violation[] {
  return issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const value = valueAt(data, path);
    return {
      type: typeOf(issue, value),
      loc: [where, ...path],
      msg: value === undefined && issue.code === 'invalid_type' ? 'Field required' : issue.message,
      input: isSecret(path) ? undefined : shown(value),
    };
  });
}

export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

function typeOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'missing' : invalidType(issue.expected, value);
    case 'too_small':
      return bound(issue.origin, issue.inclusive ? 'greater_than_equal' : 'greater_than', 'too_short');
    case 'too_big':
      return bound(issue.origin, issue.inclusive ? 'less_than_equal' : 'less_than', 'too_long');
    case 'invalid_format':
      return issue.message.endsWith('valid integer') ? 'int_parsing' : 'string_pattern_mismatch';
    case 'invalid_value':
      return 'enum';
    default:
      return 'value_error';
  }
}

function invalidType(expected: string, value: unknown): string {
  if (expected === 'int' || expected === 'number') {
    if (typeof value === 'number') return 'int_from_float';
    return typeof value === 'string' ? 'int_parsing' : 'int_type';
  }
  const names: Record<string, string> = { string: 'string_type', boolean: 'bool_type', array: 'list_type' };
  return names[expected] ?? 'model_attributes_type';
}

function bound(origin: string, ofNumber: string, ofLength: string): string {
  if (origin === 'string') return `string_${ofLength}`;
  return origin === 'array' ? ofLength : ofNumber;
}

/** Whether a value is never repeated: a password, and a whole body that may hold one. */
function isSecret(path: readonly (string | number)[]): boolean {
  return path.length === 0 || path.some((key) => String(key).toLowerCase().includes('password'));
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_INPUT_CHARACTERS);
  return typeof value === 'object' ? undefined : value;
}
