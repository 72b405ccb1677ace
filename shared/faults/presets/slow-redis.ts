import { definePreset } from './preset.ts';

/** Longer than a read waits for Redis, shorter than an invalidation waits. */
const SLOW = { mode: 'slow', ms: 200 } as const;

export const slowRedis = definePreset({
  name: 'slow-redis',
  summary:
    'Redis takes 200 ms longer for each command: reads give it up and go to the store, and invalidations wait.',
  rules: [
    { point: 'order.*', ...SLOW },
    { point: 'restaurant.*', ...SLOW },
  ],
});
