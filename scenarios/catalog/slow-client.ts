import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const slowClient = defineScenario({
  name: 'slow-client',
  summary:
    'A quarter of the requests goes over a bad line, loses its answer and is sent again: nobody orders twice, and the others do not wait.',
  load: {
    journeys: { order: 2, 'read-menu': 3 },
    users: 8,
    timeout_ms: 4_500,
    retries: { most: 3, backoff_ms: 200 },
  },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  slowLines: { percent: 25, send_ms: 1_000, read_ms: 4_000 },
  faults: [],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [
    { phase: 'fault', step: 'place-order', outcome: 'no answer: timeout', leastPercent: 5 },
    { phase: 'fault', step: 'get-menu', outcome: '200', leastPercent: 50 },
  ],
  truth: {
    service: 'order',
    point: 'order.handler',
    mechanism: 'slow_client',
    symptoms: {
      traces: 'Several traces of POST /orders share one idempotency key, and each of them is short.',
      metrics: 'Clients report time limits; durations of the functions do not rise.',
      logs: 'Nothing but repeats that are answered with the first order.',
    },
    alerts: { fire: [], quiet: ['SlowRequests', 'ErrorBudgetBurnsFast', 'OrdersFail', 'DeadLetters'] },
    remedy:
      'None in the system: a function begins when its request has come, and ends before the answer has gone.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
