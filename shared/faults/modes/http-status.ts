import * as z from 'zod';
import { surrounding } from './mode.ts';

export const httpStatus = surrounding({
  name: 'http_status',
  summary: 'The other service answers a try with `status`, and does nothing.',
  seam: 'http',
  params: () => z.object({ status: z.int().min(400).max(599) }),
  around: async ({ params: { status }, errorBody }) => ({ status, body: errorBody(status) }),
});
