import * as z from 'zod';

/** Error codes are words; anything else is left out of the outcome's name. */
const CODE = /^[a-z][a-z_]{0,39}$/;

/** The parts of an error body that a client acts on. */
const Problem = z.object({
  code: z.string().regex(CODE).optional().catch(undefined),
  order_id: z.number().optional().catch(undefined),
});
export type Problem = z.infer<typeof Problem>;

export function problemOf(body: unknown): Problem {
  return Problem.safeParse(body).data ?? { code: undefined, order_id: undefined };
}
