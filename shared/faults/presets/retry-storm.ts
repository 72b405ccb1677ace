import { definePreset } from './preset.ts';

export const retryStorm = definePreset({
  name: 'retry-storm',
  summary:
    'Every call between services is late on the first try, so that callers repeat what is being done already.',
  rules: [
    { point: 'restaurant.handler', mode: 'latency', when: 'after', ms: 4_000, match: { attempt: 1 } },
    { point: 'user.handler', mode: 'latency', when: 'after', ms: 4_000, match: { attempt: 1 } },
    { point: 'order.consumer', mode: 'exception', when: 'after', match: { attempt: 1 } },
  ],
});
