import { definePreset } from './preset.ts';

export const flakyDynamodb = definePreset({
  name: 'flaky-dynamodb',
  summary: 'One in ten reads and writes of orders, payments and users fails, and the others are slow.',
  rules: [
    { point: 'order.orders.*', mode: 'exception', percentage: 10 },
    { point: 'order.payments.*', mode: 'exception', percentage: 10 },
    { point: 'user.users.*', mode: 'exception', percentage: 10 },
    { point: 'order.orders.*', mode: 'latency', ms: 80 },
    { point: 'user.users.*', mode: 'latency', ms: 80 },
  ],
});
