import { definePreset } from './preset.ts';

export const blackFriday = definePreset({
  name: 'black-friday',
  summary:
    'Everything is slow at once, one payment in five is declined, and each change of stock takes PostgreSQL longer.',
  rules: [
    { point: '*.handler', mode: 'latency', p50_ms: 80, p99_ms: 1_500 },
    { point: 'order.payments.charge', mode: 'decline', percentage: 20 },
    { point: 'order.payments.charge', mode: 'latency', ms: 400 },
    { point: 'restaurant.inventory.*', mode: 'slow_query', ms: 300 },
  ],
});
