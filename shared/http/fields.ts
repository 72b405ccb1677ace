import * as z from 'zod';
import { wasReplaced } from './utf8.ts';

/** But tabs and line breaks. Written out, because not every reader of the API documents knows classes of Unicode. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const NO_CONTROL_CHARACTERS = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/;
const NOT_AN_INTEGER = 'Input should be a valid integer';

/** Unicode text: half of a surrogate pair is no character, and one that stands for unreadable bytes is not what was sent. */
export const unicode = z.string().refine((value) => value.isWellFormed() && !wasReplaced(value), {
  error: 'Input should be valid Unicode text',
  abort: true,
});

/** {@link unicode} for people to read: line breaks and tabs are its only control characters. */
export const text = unicode.regex(NO_CONTROL_CHARACTERS, 'Input should have no control characters');

/** Between 1 and `max` characters, each counted once however many bytes or code units it takes. */
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

/** As {@link digits}, between two bounds. */
export const digitsBetween = (minimum: number, maximum: number) =>
  digits.pipe(z.int().min(minimum).max(maximum)).meta({ type: 'integer', minimum, maximum });

/** An id in a request body. Unsafe integers pass, so that they are answered as unknown and not as malformed. */
export const id = z.number().refine(Number.isInteger, NOT_AN_INTEGER).meta({ type: 'integer' });

/** One beyond the safe integers cannot exist and reads as -1, which no row has. */
export const existingId = (id: number): number => (Number.isSafeInteger(id) ? id : -1);

/** An id in a path: digits, or 422. */
export const pathId = z
  .string()
  .regex(/^[+-]?\d+$/, NOT_AN_INTEGER)
  .transform((digits) => existingId(Number(digits)))
  .meta({ type: 'integer' });

/** How many portions one line, or one change of stock, may be about. */
export const quantity = z.int().positive().max(1_000_000);

/** An instant in ISO 8601, UTC. */
export const instant = z.iso.datetime();

/** Of the routes that a caller may slow down. */
export const DelayQuery = z.object({
  delay: digits.optional().describe('Milliseconds that this one answer takes longer'),
});

/** Asked for where the stage has a key; the shell looks at it. */
export const SwitchHeaders = z.object({
  'x-chaos-key': z.string().optional().describe('The key of the switches, where the stage has one'),
});

/** What every switch answers. */
export const Message = z.object({ message: z.string() }).meta({ id: 'Message' });

/** Liveness, and with `?deep=1` the state of what the service depends on. */
export const Health = z
  .object({
    status: z.enum(['healthy', 'unhealthy']),
    checks: z.record(z.string(), z.enum(['up', 'down'])).optional(),
  })
  .meta({ id: 'Health' });
