import type * as z from 'zod';
import { readValues } from '#shared/settings/read-values';
import { UsageError } from './errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that a schema names. A variable that is empty or blank counts as one that is not set.
 * @throws UsageError
 */
export function readSettings<T extends z.ZodObject>(schema: T, env: Environment): z.infer<T> {
  const set = Object.keys(schema.shape).flatMap((name) => {
    const text = env[name]?.trim();
    return text ? [[name, text]] : [];
  });
  return readValues(schema, Object.fromEntries(set), (sentence) => new UsageError(sentence));
}
