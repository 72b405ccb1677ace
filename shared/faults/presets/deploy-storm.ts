import { definePreset } from './preset.ts';

export const deployStorm = definePreset({
  name: 'deploy-storm',
  summary:
    'Services come and go: calls fail for a second in every four, and the others wait for a new environment.',
  rules: [
    { point: '*.handler', mode: 'exception', flap: { on_s: 1, off_s: 3 } },
    { point: '*.handler', mode: 'latency', ms: 400, match: { cold: true } },
  ],
});
