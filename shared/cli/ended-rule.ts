import * as z from 'zod';

/** A rule that its `stop_when` ended, as the engine lists it. */
export const EndedRule = z.object({
  id: z.string(),
  service: z.string(),
  /** The condition, with the value seen. */
  reason: z.string(),
  at: z.string(),
});
export type EndedRule = z.infer<typeof EndedRule>;
