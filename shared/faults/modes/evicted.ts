import * as z from 'zod';
import { surrounding } from './mode.ts';
import { withReads } from './wire/with-reads.ts';

export const evicted = surrounding({
  name: 'evicted',
  summary: 'Redis has evicted what is read, the value and its generation.',
  seam: 'redis',
  fits: ({ name }) => /\.(find|list)$/.test(name),
  appliesTo: ({ operation }) => operation === 'MGET',
  params: () => z.object({}),
  around({ call }, next) {
    const { redis } = call;
    call.redis = withReads(redis, async (keys) => {
      await redis.unlink(...keys);
      return redis.mget(...keys);
    });
    return next();
  },
});
