import { definePreset } from './preset.ts';

export const grayFailure = definePreset({
  name: 'gray-failure',
  summary:
    'The services look healthy: one call in twenty fails, and the slowest of the others are very slow.',
  rules: [
    { point: '*.handler', mode: 'exception', percentage: 5 },
    { point: '*.handler', mode: 'latency', p50_ms: 20, p99_ms: 3_000 },
  ],
});
