import type { RedisChoice } from '#local/services/service';

/** The real Redis and the built-in one, with the tags of tests that run on both. */
export const REDIS_CHOICES: readonly { readonly choice: RedisChoice; readonly tags: string[] }[] = [
  { choice: 'server', tags: ['redis-server'] },
  { choice: 'builtin', tags: [] },
];
