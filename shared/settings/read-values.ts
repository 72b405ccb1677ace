import type * as z from 'zod';
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
