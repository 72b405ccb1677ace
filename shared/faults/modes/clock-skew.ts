import * as z from 'zod';
import { surrounding } from './mode.ts';

/** A day. */
const MOST_SECONDS = 86_400;

export const clockSkew = surrounding({
  name: 'clock_skew',
  summary: 'Tokens are issued and checked by a clock that is `seconds` ahead; behind, if negative.',
  seam: 'tokens',
  params: () => z.object({ seconds: z.int().min(-MOST_SECONDS).max(MOST_SECONDS) }),
  around({ params, call }, next) {
    call.nowMs += params.seconds * 1_000;
    return next();
  },
});
