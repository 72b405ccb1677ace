import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { surrounding } from './mode.ts';

export const slowBody = surrounding({
  name: 'slow_body',
  summary: 'The other service has done the call, and the body of its answer takes `ms` to come.',
  seam: 'http',
  params: () => z.object({ ms: z.int().positive().max(60_000) }),
  async around({ params, call: { signal } }, next) {
    const answer = await next();
    await wait(params.ms, undefined, { signal });
    return answer;
  },
});
