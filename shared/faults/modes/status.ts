import * as z from 'zod';
import { toResult } from '#shared/http/reply';
import { surrounding } from './mode.ts';

export const status = surrounding({
  name: 'status',
  summary: 'The request is answered with `status` and the body of an error, and is not done.',
  seam: 'invocation',
  fits: ({ kind }) => kind === 'handler',
  params: () => z.object({ status: z.int().min(400).max(599) }),
  around: async ({ params: { status }, requestId, errorBody }) =>
    toResult(errorBody(status), status, requestId),
});
