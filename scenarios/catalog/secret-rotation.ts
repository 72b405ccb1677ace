import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const secretRotation = defineScenario({
  name: 'secret-rotation',
  summary:
    'Some environments of the order service still have the old key of the tokens: their requests are refused, and nothing else breaks.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'order.userTokens.verify', mode: 'key_rotated', percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 40 }],
  truth: {
    service: 'order',
    point: 'order.userTokens.verify',
    mechanism: 'rotated_key',
    symptoms: {
      traces: 'Refused requests end before their first call.',
      metrics: '401 answers of the order service rise; logins work.',
      logs: 'place-order logs tokens whose signature is wrong.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters', 'OrdersStuck'] },
    remedy: 'End the environments that started before the rotation.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
