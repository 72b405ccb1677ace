import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const retryStorm = defineScenario({
  name: 'retry-storm',
  summary:
    'The restaurant service is slow for ten seconds and impatient clients repeat: the storm ends with its cause.',
  load: { journeys: { order: 1 }, users: 8, timeout_ms: 1_500, retries: { most: 4, backoff_ms: 200 } },
  rate: 5,
  seconds: { steady: 5, fault: 10, recovery: 10 },
  isContinuous: true,
  faults: [
    { point: 'restaurant.handler', mode: 'latency', ms: 1_600, match: { route: '/inventory/reservations*' } },
  ],
  limits: { steady: WORKING, recovery: { failedPercent: 20, p95Ms: 4_000 } },

  truth: {
    service: 'restaurant',
    point: 'restaurant.handler',
    mechanism: 'overload',
    symptoms: {
      traces: 'Several traces of POST /orders share one idempotency key.',
      metrics: 'More orders are asked for than there are clients, until after the cause is gone.',
      logs: 'Repeats are answered with order_in_progress.',
    },
    alerts: { fire: [{ name: 'SlowRequests', withinSeconds: 480 }], quiet: ['DeadLetters'] },
    remedy: 'Longer pauses with jitter between tries, fewer of them, or a breaker in the client.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
