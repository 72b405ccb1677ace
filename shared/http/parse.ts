import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod';
import { AppError } from '#shared/errors';
import { convertText } from './convert-text.ts';
import { wasReplaced } from './utf8.ts';
import { toViolations } from './violations.ts';

export type Where = 'body' | 'path' | 'query' | 'header';

/**
 * Parses one part of a request.
 * @throws AppError `validation_failed` with every refused field
 */
export function parsePart<S extends z.ZodType>(where: Where, schema: S, data: unknown): z.infer<S> {
  const first = schema.safeParse(data);
  if (first.success) return first.data;
  const second = where === 'body' && convertText(data, first.error.issues) ? schema.safeParse(data) : first;
  if (second.success) return second.data;
  throw new AppError('validation_failed', `Invalid ${where}`, {
    violations: toViolations(where, second.error.issues, data),
  });
}

/**
 * Refuses values that were not UTF-8 when they were sent.
 * @throws AppError `validation_failed` with every such value
 */
export function refuseReplaced(
  where: Where,
  values: Readonly<Record<string, string | undefined>> | null,
): void {
  if (!values) return;
  const violations = Object.entries(values)
    .filter((entry) => wasReplaced(entry.join()))
    .map(([name]) => ({ type: 'encoding', loc: [where, name], msg: 'Input should be valid UTF-8' }));
  if (violations.length > 0) throw new AppError('validation_failed', `Invalid ${where}`, { violations });
}

/**
 * Refuses a repeated header where the route reads one value: the joined values can look like one.
 * @throws AppError `validation_failed` with every such header
 */
export function refuseRepeatedHeaders(
  schema: z.ZodObject,
  { headers, multiValueHeaders }: Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders'>,
): void {
  const sent = Object.entries(multiValueHeaders ?? {});
  const timesSent = (name: string): number =>
    sent.reduce((sum, [key, values]) => sum + (key.toLowerCase() === name ? (values?.length ?? 0) : 0), 0);
  const violations = Object.keys(schema.shape)
    .filter((name) => timesSent(name) > 1)
    .map((name) => ({
      type: 'repeated',
      loc: ['header', name],
      msg: 'Must be sent once only',
      input: headers[name],
    }));
  if (violations.length > 0) throw new AppError('validation_failed', 'Invalid header', { violations });
}
