import * as z from 'zod';
import { interrupting } from './mode.ts';
import { sqlError } from './wire/sql-error.ts';

export const serializationFailure = interrupting({
  name: 'serialization_failure',
  summary: 'PostgreSQL rolls a try of a statement back, because another transaction came first (40001).',
  seam: 'postgresql',
  whens: ['instead'],
  params: () => z.object({}),
  async interrupt({ call }) {
    await call.run(sqlError('40001', 'could not serialize access due to concurrent update'));
  },
});
