import * as z from 'zod';
import { interrupting } from './mode.ts';

/** Kept back for the answer. */
const MARGIN_MS = 600;
/** Where the call has no deadline. */
const LONGEST_MS = 30_000;

export const timeout = interrupting({
  name: 'timeout',
  summary:
    'The call is not answered until the deadline of the invocation is near, and then fails as one that was too slow. With `after`, it was done.',
  seam: 'call',
  whens: ['instead', 'after'],
  params: () => z.object({}),
  async interrupt({ wait, remainingMs, lateness }) {
    await wait(Math.min(remainingMs() - MARGIN_MS, LONGEST_MS));
    throw lateness('Injected timeout');
  },
});
