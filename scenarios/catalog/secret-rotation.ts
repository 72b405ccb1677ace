import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const secretRotation = defineScenario({
  name: 'secret-rotation',
  summary:
    'Some environments of the user service still have the old key of the tokens: their requests are refused, and nothing else breaks.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'user.tokens.verify', mode: 'key_rotated', percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 40 }],
  truth: {
    service: 'user',
    point: 'user.tokens.verify',
    mechanism: 'rotated_key',
    symptoms: {
      traces: 'Refused requests end after the call of the user service.',
      metrics: '401 answers rise in both services; logins work.',
      logs: 'validate-token logs tokens whose signature is wrong.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters', 'OrdersStuck'] },
    remedy: 'End the environments that started before the rotation.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
