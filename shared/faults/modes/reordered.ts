import * as z from 'zod';
import { surrounding } from './mode.ts';
import { delayedBy, MOST_DELAY_SECONDS, withMessage } from './wire/with-message.ts';

export const reordered = surrounding({
  name: 'reordered',
  summary:
    'Messages overtake each other: each arrives up to `within_seconds` later, drawn for each, or `seconds` later.',
  seam: 'sqs',
  params: () =>
    z.object({
      within_seconds: z.int().positive().max(MOST_DELAY_SECONDS),
      seconds: z.int().nonnegative().max(MOST_DELAY_SECONDS).optional(),
    }),
  draw: ({ within_seconds, seconds }, random) => ({
    within_seconds,
    seconds: seconds ?? Math.floor(random() * (within_seconds + 1)),
  }),
  around: ({ params: { seconds = 0 }, call }, next) => withMessage(call, delayedBy(seconds), next),
});
