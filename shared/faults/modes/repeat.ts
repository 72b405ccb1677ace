import * as z from 'zod';
import { surrounding } from './mode.ts';

export const repeat = surrounding({
  name: 'repeat',
  summary: 'The call is done twice, one after the other, and the second answer counts.',
  seam: 'call',
  params: () => z.object({}),
  async around(_hit, next) {
    await next();
    return next();
  },
});
