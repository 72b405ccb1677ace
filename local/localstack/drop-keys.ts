import { Redis } from 'ioredis';
import { messageOf } from '#shared/error-message';
import { EngineError } from '../host/engine-error.ts';

const OUR_KEYS = '{local:*';
const SCAN_COUNT = 1_000;

export async function dropKeys(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', OUR_KEYS, 'COUNT', SCAN_COUNT);
      if (keys.length > 0) await redis.del(keys);
      cursor = next;
    } while (cursor !== '0');
  } catch (error) {
    throw new EngineError(`Redis cannot be used: ${messageOf(error)}; see REDIS_URL`);
  } finally {
    redis.disconnect();
  }
}
