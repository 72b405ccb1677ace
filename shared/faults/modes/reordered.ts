import * as z from 'zod';
import { surrounding } from './mode.ts';
import { delayedBy, MOST_DELAY_SECONDS, withMessage } from './wire/with-message.ts';

export const reordered = surrounding({
  name: 'reordered',
  summary: 'Messages overtake each other: each arrives up to `within_seconds` later, drawn for each.',
  seam: 'sqs',
  params: () => z.object({ within_seconds: z.int().positive().max(MOST_DELAY_SECONDS) }),
  around: ({ params, call, random }, next) =>
    withMessage(call, delayedBy(Math.floor(random() * (params.within_seconds + 1))), next),
});
