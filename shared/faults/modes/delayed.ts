import * as z from 'zod';
import { surrounding } from './mode.ts';
import { delayedBy, MOST_DELAY_SECONDS, withMessage } from './wire/with-message.ts';

export const delayed = surrounding({
  name: 'delayed',
  summary: 'A message arrives `seconds` later than it should.',
  seam: 'sqs',
  params: () => z.object({ seconds: z.int().positive().max(MOST_DELAY_SECONDS) }),
  around: ({ params, call }, next) => withMessage(call, delayedBy(params.seconds), next),
});
