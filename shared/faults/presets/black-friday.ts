import { definePreset } from './preset.ts';

export const blackFriday = definePreset({
  name: 'black-friday',
  summary: 'Everything is slow at once, one payment in five is declined, and the stock answers late.',
  rules: [
    { point: '*.handler', mode: 'latency', p50_ms: 80, p99_ms: 1_500 },
    { point: 'order.payments.charge', mode: 'decline', percentage: 20 },
    { point: 'order.payments.charge', mode: 'latency', ms: 400 },
    { point: 'restaurant.inventory.*', mode: 'latency', ms: 300 },
  ],
});
