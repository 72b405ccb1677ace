import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const grayFailure = defineScenario({
  name: 'gray-failure',
  summary:
    'One environment in four of validate-token is very slow, and its health is fine: impatient clients repeat, and nobody orders twice.',
  load: {
    journeys: { order: 1 },
    users: 8,
    timeout_ms: 1_500,
    retries: { most: 4, backoff_ms: 200 },
  },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    {
      ...{ point: 'user.handler', mode: 'latency', ms: 1_600 },
      match: { route: '/validate', environment: { one_in: 4 } },
    },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 50 }],
  truth: {
    service: 'user',
    point: 'user.handler',
    mechanism: 'latency',
    symptoms: {
      traces: 'Some traces wait in the user service, always in the same environment.',
      metrics: 'The p95 rises and the p50 does not.',
      logs: 'Nothing but longer durations.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters', 'OrdersFail'] },
    remedy: 'Compare the environments with each other, not the average with yesterday; end the slow one.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
