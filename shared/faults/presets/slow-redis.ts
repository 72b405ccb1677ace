import { definePreset } from './preset.ts';

export const slowRedis = definePreset({
  name: 'slow-redis',
  summary: 'Every read through a cache, and every invalidation, waits for Redis.',
  rules: [
    { point: 'order.reader.*', mode: 'latency', ms: 250 },
    { point: 'order.cache.*', mode: 'latency', ms: 250 },
    { point: 'restaurant.menus.*', mode: 'latency', ms: 250 },
    { point: 'restaurant.cache.*', mode: 'latency', ms: 250 },
  ],
});
