import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { surrounding } from './mode.ts';

const otherKey = randomBytes(32);

export const keyRotated = surrounding({
  name: 'key_rotated',
  summary:
    'Tokens are issued and checked with another key, so that no signature of another environment is good.',
  seam: 'tokens',
  params: () => z.object({}),
  around({ call }, next) {
    call.key = () => otherKey;
    return next();
  },
});
