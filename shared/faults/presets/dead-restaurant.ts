import { definePreset } from './preset.ts';

export const deadRestaurant = definePreset({
  name: 'dead-restaurant',
  summary: 'The restaurant service answers 503 to every call.',
  rules: [{ point: 'restaurant.handler', mode: 'status', status: 503 }],
});
