import * as z from 'zod';
import { surrounding } from './mode.ts';

export const duplicate = surrounding({
  name: 'duplicate',
  summary: 'A message is in the queue twice.',
  seam: 'sqs',
  params: () => z.object({}),
  async around(_hit, next) {
    await next();
    return next();
  },
});
