import type * as z from 'zod';
import { valueAt } from '#shared/value-at';
import { allowedBy } from './allowed-values.ts';

/** Values by the name that the user sees: a variable, an option, an argument. */
export type NamedValues = Readonly<Record<string, unknown>>;

const MAX_SHOWN_CHARACTERS = 100;
const SECRET = /SECRET|KEY|PASSWORD|TOKEN|HEADERS/i;

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

function sentenceOf({ path, message, ...issue }: z.core.$ZodIssue, values: NamedValues): string {
  const [first, ...inner] = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => [...path.map(String), key].join('.'));
    return `${names.join(', ')}: unknown, allowed: ${message}`;
  }
  if (first === undefined) return message;
  // A variable is one text, whatever is inside of it, and an option that is repeated a list of texts.
  const outer = values[first];
  const place = typeof outer === 'object' && !Array.isArray(outer) ? [first, ...inner] : [first];
  const name = place.join('.');
  return `${name} is ${shownValue(name, valueAt(values, place))}, allowed: ${message}`;
}

/** The value as messages show it: secrets, and addresses with a password in them, are left out. */
export function shownValue(name: string, value: unknown): string {
  if (value === undefined) return 'missing';
  const text = typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
  if (SECRET.test(name) || text.includes('@')) return '***';
  return text.length > MAX_SHOWN_CHARACTERS ? `"${text.slice(0, MAX_SHOWN_CHARACTERS)}…"` : `"${text}"`;
}
