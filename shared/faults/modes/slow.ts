import * as z from 'zod';
import { interrupting } from './mode.ts';

export const slow = interrupting({
  name: 'slow',
  summary: 'Every try of a command to Redis takes `ms` longer.',
  seam: 'redis',
  whens: ['before', 'after'],
  params: () => z.object({ ms: z.int().positive().max(60_000) }),
  interrupt: ({ params, wait }) => wait(params.ms),
});
