import * as z from 'zod';
import { interrupting } from './mode.ts';
import { sqlError } from './wire/sql-error.ts';

export const poolExhausted = interrupting({
  name: 'pool_exhausted',
  summary: 'PostgreSQL has no connection left for a try of a statement (53300).',
  seam: 'postgresql',
  whens: ['instead'],
  params: () => z.object({}),
  async interrupt({ call }) {
    await call.run(sqlError('53300', 'sorry, too many clients already'));
  },
});
