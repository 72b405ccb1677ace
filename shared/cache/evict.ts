import type { RedisConnection } from '#shared/db/redis';
import { BUMP, createGenerationCache } from './generation-cache.ts';
import { redisKeys } from './redis-keys.ts';

const AT_ONCE = 500;

/**
 * Takes values out of a cache. Each key gets a new generation before its value goes, as for a change: without its value
 * only, a filler that is under way could bring back what it read before.
 * @returns how many values there were
 * @throws Error where Redis does not take it; what was evicted stays so
 */
export async function evict(redis: RedisConnection, stage: string, keys: readonly string[]): Promise<number> {
  const { value } = redisKeys(stage);
  const { bump } = createGenerationCache(redis, { stage, name: 'evicted' });
  let found = 0;
  for (let first = 0; first < keys.length; first += AT_ONCE) {
    const some = keys.slice(first, first + AT_ONCE);
    if (!(await bump(some))) throw new Error('Redis took no new generation of the keys');
    found += await redis.run((commands) => commands.del(some.map(value)), { operation: 'DEL', ...BUMP });
  }
  return found;
}
