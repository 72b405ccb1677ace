import { definePreset } from './preset.ts';

export const grayFailure = definePreset({
  name: 'gray-failure',
  summary: 'The services look healthy: one call in twenty fails, and one in ten takes a second longer.',
  rules: [
    { point: '*.handler', mode: 'exception', percentage: 5 },
    { point: '*.handler', mode: 'latency', ms: 1_000, percentage: 10 },
  ],
});
