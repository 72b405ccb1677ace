import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { type NamedValues, readValues } from '#shared/settings/read-values';
import { refuseCall } from './console-route.ts';

/** Reads a JSON body, or refuses the call in one sentence that says what is allowed. @returns undefined for a refused one */
export function readBodyAs<Schema extends z.ZodObject>(
  schema: Schema,
  body: Buffer,
  response: ServerResponse,
): z.output<Schema> | undefined {
  return readAs(schema, () => parsed(body), response);
}

/** Reads what follows the `?`, or refuses the call likewise. @returns undefined for a refused one */
export function readQueryAs<Schema extends z.ZodObject>(
  schema: Schema,
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
): z.output<Schema> | undefined {
  const { searchParams } = new URL(url, 'http://localhost');
  return readAs(schema, () => Object.fromEntries(searchParams), response);
}

function readAs<Schema extends z.ZodObject>(
  schema: Schema,
  read: () => NamedValues,
  response: ServerResponse,
): z.output<Schema> | undefined {
  try {
    return readValues(schema, read(), (sentence) => new UsageError(sentence));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    refuseCall(response, 422, error.message);
    return undefined;
  }
}

function parsed(body: Buffer): NamedValues {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as NamedValues;
  } catch {
    // the sentence below says it
  }
  throw new UsageError('The body must be a JSON object.');
}
