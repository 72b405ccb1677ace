import { definePreset } from './preset.ts';

export const slowNeighbours = definePreset({
  name: 'slow-neighbours',
  summary: 'The user and the restaurant service answer late, but inside the deadlines of the order service.',
  rules: [
    { point: 'user.handler', mode: 'latency', ms: 700 },
    { point: 'restaurant.handler', mode: 'latency', ms: 700 },
  ],
});
