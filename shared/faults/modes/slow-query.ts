import * as z from 'zod';
import { interrupting } from './mode.ts';

export const slowQuery = interrupting({
  name: 'slow_query',
  summary: 'PostgreSQL takes `ms` longer for a try of a statement, within its own time limit.',
  seam: 'postgresql',
  whens: ['before', 'after'],
  params: () => z.object({ ms: z.int().positive().max(60_000) }),
  async interrupt({ params, call }) {
    await call.run('SELECT pg_sleep($1)', [params.ms / 1_000]);
  },
});
