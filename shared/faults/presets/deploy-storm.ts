import { definePreset } from './preset.ts';

export const deployStorm = definePreset({
  name: 'deploy-storm',
  summary:
    'Services come and go: for a second in every four environments are killed and calls are refused, and new ones start slowly.',
  rules: [
    { point: '*.handler', mode: 'kill', percentage: 2, flap: { on_s: 1, off_s: 3 } },
    { point: '*.handler', mode: 'status', status: 503, percentage: 30, flap: { on_s: 1, off_s: 3 } },
    { point: '*.handler', mode: 'latency', ms: 400, match: { cold: true } },
  ],
});
