import * as z from 'zod';
import { surrounding } from './mode.ts';
import { type Values, withReads } from './wire/with-reads.ts';

/** The first values by keys, of those that rules of this mode saw in this environment. */
const seen = new Map<string, Values>();
const stale = new WeakSet<object>();

export const staleValue = surrounding({
  name: 'stale_value',
  summary:
    'Redis answers reads with the first value that this environment read, as a replica does that no write reaches.',
  seam: 'redis',
  fits: ({ name }) => /\.(find|list)$/.test(name),
  appliesTo: ({ operation }) => operation === 'MGET',
  params: () => z.object({}),
  around({ call }, next) {
    const { redis } = call;
    call.redis = withReads(redis, async (keys) => {
      const first = seen.get(keys.join());
      if (first) {
        stale.add(call);
        return first;
      }
      const truth = await redis.mget(...keys);
      if (!truth.includes(null)) seen.set(keys.join(), truth);
      return truth;
    });
    return next();
  },
  tookEffect: (_result, _truth, call) => stale.has(call),
});
