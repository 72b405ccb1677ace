import { definePreset } from './preset.ts';

export const deadRestaurant = definePreset({
  name: 'dead-restaurant',
  summary: 'The restaurant service fails every call.',
  rules: [{ point: 'restaurant.handler', mode: 'exception' }],
});
