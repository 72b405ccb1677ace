import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const serviceToService = defineScenario({
  name: 'service-to-service',
  summary:
    'Sign-up, login, order and cancellation while one reservation in five loses its answer: nothing is left behind.',
  isDocumented: true,
  load: { journeys: { order: 4, 'order-then-read': 2, 'order-then-cancel': 2, 'sign-up': 1 }, users: 8 },
  rate: 8,
  seconds: { steady: 5, fault: 10, recovery: 5 },
  faults: [{ point: 'order.inventory.reserve', mode: 'exception', when: 'after', percentage: 20 }],
  limits: {
    steady: WORKING,
    fault: { failedPercent: 40, p95Ms: 8_000 },
    recovery: WORKING,
  },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 50 }],
  truth: {
    service: 'order',
    point: 'order.inventory.reserve',
    mechanism: 'lost_answer',
    symptoms: {
      traces: 'The reservation fails in the order service and is committed in the restaurant service.',
      metrics: 'Orders end as unavailable; the restaurant service shows no error.',
      logs: 'place-order logs dependency_unavailable and gives the reservation back.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'LongLockWaits', 'CacheInvalidationsFail'],
    },
    remedy: 'Look at the way between the two services, not at either of them.',
  },
  control: { protection: 'compensation', turnsRed: 'reservations' },
});
