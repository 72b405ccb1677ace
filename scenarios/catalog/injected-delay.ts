import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const injectedDelay = defineScenario({
  name: 'injected-delay',
  summary:
    'The user service takes a second longer and clients lose patience: they repeat, and are charged once.',
  isDocumented: true,
  load: { journeys: { order: 1 }, users: 8, timeout_ms: 900, retries: { most: 4, backoff_ms: 300 } },
  rate: 4,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'user.handler', mode: 'latency', ms: 1_000, match: { route: '/validate' } }],
  limits: {
    steady: WORKING,
    recovery: RECOVERED,
  },
  truth: {
    service: 'user',
    point: 'user.handler',
    mechanism: 'latency',
    symptoms: {
      traces: 'POST /orders waits for the validation of the token; the span of the user service is as long.',
      metrics: 'The latency of POST /orders rises by the delay, and that of the user service too.',
      logs: 'Nothing but longer durations.',
    },
    alerts: {
      fire: [{ name: 'SlowRequests', withinSeconds: 480 }],
      quiet: ['DeadLetters', 'OrdersStuck', 'LongLockWaits'],
    },
    remedy: 'Find what makes the user service slow; a longer patience of clients hides it.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
