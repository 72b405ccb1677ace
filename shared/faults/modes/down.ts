import * as z from 'zod';
import { interrupting } from './mode.ts';

export const down = interrupting({
  name: 'down',
  summary: 'Redis refuses a try of a command, as one that is down does.',
  seam: 'redis',
  whens: ['instead'],
  params: () => z.object({}),
  interrupt() {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  },
});
