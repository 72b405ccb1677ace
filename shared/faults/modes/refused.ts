import * as z from 'zod';
import { interrupting } from './mode.ts';

export const refused = interrupting({
  name: 'refused',
  summary: 'The other service refuses the connection.',
  seam: 'http',
  whens: ['instead'],
  params: () => z.object({}),
  interrupt({ call }) {
    throw Object.assign(new Error(`connect ECONNREFUSED ${call.host}`), { code: 'ECONNREFUSED' });
  },
});
