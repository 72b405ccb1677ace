import type { RedisChoice } from '#local/services/service';

/** For tests that run on both a real Redis and the built-in one: the tags of each. */
export const REDIS_CHOICES: readonly { readonly choice: RedisChoice; readonly tags: string[] }[] = [
  { choice: 'server', tags: ['redis-server'] },
  { choice: 'builtin', tags: [] },
];
