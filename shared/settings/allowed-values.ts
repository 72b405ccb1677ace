import type * as z from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** The values that a schema allows; a schema with an `error` of its own names them itself. */
export function allowedBy(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.join(', ');
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_format':
      return formatOf(issue);
    case 'unrecognized_keys':
      return membersOf(issue.inst).join(', ');
    case 'too_small':
      return `${issue.inclusive === false ? 'above' : 'at least'} ${sizeOf(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `at most ${sizeOf(issue.origin, issue.maximum)}`;
    default:
      return issue.message ?? issue.code ?? '';
  }
}

function formatOf(issue: { readonly format: string; readonly prefix?: string | undefined }): string {
  if (issue.format === 'url') return 'a URL';
  return issue.prefix === undefined ? issue.format : `text that starts with ${issue.prefix}`;
}

/** The members of the object whose schema found a fault. */
const membersOf = (schema: unknown): readonly string[] =>
  Object.keys((schema as { readonly shape?: object } | undefined)?.shape ?? {});

const sizeOf = (origin: string, size: number | bigint): string =>
  origin === 'string' ? `${size} character${Number(size) === 1 ? '' : 's'}` : String(size);
