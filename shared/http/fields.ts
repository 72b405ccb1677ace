import * as z from 'zod';

/** Text that can be kept: half of a surrogate pair is no character, and a store would refuse it. */
export const text = z.string().refine((value) => value.isWellFormed(), 'Input should be valid Unicode text');

/** An id in a request body. Unsafe integers pass, so that they are answered as unknown and not as malformed. */
export const id = z
  .number()
  .refine(Number.isInteger, 'Input should be a valid integer')
  .meta({ type: 'integer' });

/** An id in a path: digits, or 422. One beyond the safe integers cannot exist and reads as -1, which no row has. */
export const pathId = z
  .string()
  .regex(/^[+-]?\d+$/, 'Input should be a valid integer')
  .transform((digits) => (Number.isSafeInteger(Number(digits)) ? Number(digits) : -1))
  .meta({ type: 'integer' });

/** How many portions one line, or one change of stock, may be about. */
export const quantity = z.int().positive().max(1_000_000);

/** An instant in ISO 8601, UTC. */
export const instant = z.iso.datetime();

/** `{ delay_ms }` of the delay switches; zero is off. */
export const DelaySwitch = z.object({ delay_ms: z.int().nonnegative() }).meta({ id: 'DelaySwitch' });

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
