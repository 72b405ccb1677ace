import { type Backend, ok } from '../backend.ts';
import { withoutPassword } from '../without-password.ts';
import { redisBinary } from './redis-binary.ts';

export const redis: Backend = {
  title: 'Redis',
  variable: 'REDIS_URL',
  example: 'redis://host:6379',
  parameters: (url) => ({ RedisUrl: url }),
  hint: (url) => `redis-cli -u ${withoutPassword(url)}`,
  check: () => ok(redisBinary() ?? 'none on PATH, so the built-in one is used'),
  create: async (context) =>
    (await import('./redis.ts')).createRedisService(context, context.redis ?? 'auto'),
};
