import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const grayFailure = defineScenario({
  name: 'gray-failure',
  summary:
    'One answer in four of the user service is very slow, and its health is fine: the others are not dragged along.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: 'user.handler', mode: 'latency', ms: 900, percentage: 25, match: { route: '/validate' } },
  ],
  limits: { steady: WORKING, fault: { failedPercent: 5, p95Ms: 4_000 }, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 95 }],
  truth: {
    service: 'user',
    point: 'user.handler',
    mechanism: 'latency',
    symptoms: {
      traces: 'A quarter of the traces waits in the user service.',
      metrics: 'The p95 rises and the p50 does not.',
      logs: 'Nothing but longer durations.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters', 'OrdersFail'] },
    remedy: 'Compare the environments with each other, not the average with yesterday; end the slow one.',
  },
  control: { protection: 'recorded_price', turnsRed: 'prices' },
});
