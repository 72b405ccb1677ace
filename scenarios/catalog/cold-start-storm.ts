import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const coldStartStorm = defineScenario({
  name: 'cold-start-storm',
  summary:
    'Environments end at random, as in a deploy, and new ones start slowly: clients see delays and no wrong order.',
  load: {
    journeys: { order: 2, 'order-then-read': 1, 'read-menu': 2 },
    users: 8,
    retries: { most: 3, backoff_ms: 100 },
  },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: '*.handler', mode: 'kill', percentage: 3 },
    { point: 'order.handler', mode: 'kill', when: 'after', percentage: 8 },
    { point: '*.handler', mode: 'latency', ms: 400, match: { cold: true } },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'order',
    point: '*.handler',
    mechanism: 'slow_start',
    symptoms: {
      traces: 'Spans of first invocations are longer, and some requests have no span of their function.',
      metrics: 'Cold starts rise in all services at once.',
      logs: 'The platform logs environments that ended.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'CacheInvalidationsFail'],
    },
    remedy: 'Deploy gradually, and keep environments warm.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
