import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const deadRestaurant = defineScenario({
  name: 'dead-restaurant',
  summary:
    'Nothing listens at the restaurant service for ten seconds: orders fail at once, and none is left half done.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 8,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: 'order.menus.quote', mode: 'refused', percentage: 50 },
    { point: 'order.inventory.*', mode: 'refused' },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [
    { phase: 'fault', step: 'place-order', outcome: '201 confirmed', mostPercent: 0 },
    { phase: 'recovery', step: 'place-order', outcome: '201 confirmed', leastPercent: 50 },
  ],
  truth: {
    service: 'order',
    point: 'order.inventory.*',
    mechanism: 'unreachable',
    symptoms: {
      traces:
        'POST /orders ends with a refused connection to the restaurant service, or with no call at all once the breaker is open.',
      metrics: 'Errors of the order service rise; the restaurant service has no requests.',
      logs: 'place-order logs dependency_unavailable, and the breaker that it opens.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'LongLockWaits', 'CacheInvalidationsFail'],
    },
    remedy: 'Start the restaurant service. What was begun is settled by recovery.',
  },
  control: { protection: 'recovery_message', turnsRed: 'messages' },
});
