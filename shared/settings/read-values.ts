import type * as z from 'zod';

/** Values by the name that the user sees: a variable, an option, an argument. */
export type NamedValues = Readonly<Record<string, unknown>>;

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const MAX_SHOWN_CHARACTERS = 100;
const SECRET = /SECRET|KEY|PASSWORD|TOKEN/i;
const TYPES: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number' };

/**
 * Reads values by a schema with the same keys.
 * @param refuse makes the error from one sentence: `USER_PORT is "x", allowed: a whole number from 0 to 65535`
 */
export function readValues<T extends z.ZodType>(
  schema: T,
  values: NamedValues,
  refuse: (sentence: string) => Error,
): z.infer<T> {
  const result = schema.safeParse(values, { error: allowedBy });
  if (result.success) return result.data;
  throw refuse(result.error.issues.map((issue) => sentenceOf(issue, values)).join('; '));
}

function sentenceOf({ path, message }: z.core.$ZodIssue, values: NamedValues): string {
  const [name] = path;
  if (name === undefined) return message;
  return `${String(name)} is ${shownValue(String(name), values[String(name)])}, allowed: ${message}`;
}

/** The value as messages show it: secrets, and addresses with a password in them, are left out. */
export function shownValue(name: string, value: unknown): string {
  if (value === undefined) return 'missing';
  const text = String(value);
  if (SECRET.test(name) || text.includes('@')) return '***';
  return text.length > MAX_SHOWN_CHARACTERS ? `"${text.slice(0, MAX_SHOWN_CHARACTERS)}…"` : `"${text}"`;
}

/** The values that a schema allows; a schema with an `error` of its own names them itself. */
function allowedBy(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.join(', ');
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_format':
      return formatOf(issue);
    case 'too_small':
      return `at least ${sizeOf(issue.origin, issue.minimum)}`;
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

const sizeOf = (origin: string, size: number | bigint): string =>
  origin === 'string' ? `${size} character${Number(size) === 1 ? '' : 's'}` : String(size);
