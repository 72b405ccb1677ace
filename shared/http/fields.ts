import * as z from 'zod';
import { wasReplaced } from './utf8.ts';

/** Allows tabs and line breaks. Written as ranges: not every reader of the API documents supports Unicode classes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern refuses them
const NO_CONTROL_CHARACTERS = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/;
const NOT_AN_INTEGER = 'Input should be a valid integer';

/** Well-formed Unicode text: refuses half a surrogate pair, and the character that replaced unreadable bytes. */
export const unicode = z.string().refine((value) => value.isWellFormed() && !wasReplaced(value), {
  error: 'Input should be valid Unicode text',
  abort: true,
});

/** {@link unicode} text for people: line breaks and tabs are its only control characters. */
export const text = unicode.regex(NO_CONTROL_CHARACTERS, 'Input should have no control characters');

/** Limits a text to 1 to `max` characters, each counted once however many bytes or code units it has. */
export const ofLength = <S extends z.ZodString>(schema: S, max: number) =>
  schema
    .min(1, { abort: true })
    .check(({ value, issues }) => {
      if (value.length <= max || [...value].length <= max) return;
      issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: value });
    })
    .meta({ maxLength: max });

/** A whole number of a query, in digits. */
export const digits = z
  .string()
  .regex(/^\d+$/, NOT_AN_INTEGER)
  .transform(Number)
  .meta({ type: 'integer', minimum: 0 });

/** {@link digits} between two bounds. */
export const digitsBetween = (minimum: number, maximum: number) =>
  digits.pipe(z.int().min(minimum).max(maximum)).meta({ type: 'integer', minimum, maximum });

/** An id in a request body. Unsafe integers pass, so that the answer is that they are unknown, not malformed. */
export const id = z.number().refine(Number.isInteger, NOT_AN_INTEGER).meta({ type: 'integer' });

/** Returns -1, which no row has, for an id beyond the safe integers, which cannot exist. */
export const existingId = (id: number): number => (Number.isSafeInteger(id) ? id : -1);

/** An id in a path: digits, or 422. */
export const pathId = z
  .string()
  .regex(/^[+-]?\d+$/, NOT_AN_INTEGER)
  .transform((digits) => existingId(Number(digits)))
  .meta({ type: 'integer' });

/** Number of portions in one line or one change of stock. */
export const quantity = z.int().positive().max(1_000_000);

/** An instant in ISO 8601, UTC. */
export const instant = z.iso.datetime();

/** Query of the routes that a caller may slow down. */
export const DelayQuery = z.object({
  delay: digits.optional().describe('Milliseconds that this one answer takes longer'),
});

/** Required where the stage has a key; the shell checks it. */
export const SwitchHeaders = z.object({
  'x-chaos-key': z.string().optional().describe('The key of the switches, where the stage has one'),
});

/** Answer of every switch. */
export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

/** Liveness, and with `?deep=1` the state of the service's dependencies. */
export const Health = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    checks: z.record(z.string(), z.enum(['up', 'down'])).optional(),
  })
  .meta({ id: 'Health' });
