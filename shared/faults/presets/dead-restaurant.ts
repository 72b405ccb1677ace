import { definePreset } from './preset.ts';

export const deadRestaurant = definePreset({
  name: 'dead-restaurant',
  summary:
    'The restaurant service refuses the connections of the order service and answers 503 to everybody else.',
  rules: [
    { point: 'order.menus.*', mode: 'refused' },
    { point: 'order.inventory.*', mode: 'refused' },
    { point: 'restaurant.handler', mode: 'status', status: 503 },
  ],
});
