import type * as z from 'zod';

export type Issue = z.core.$ZodIssue;

export function typeOf(issue: Issue, value: unknown): string {
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
