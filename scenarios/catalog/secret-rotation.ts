import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const secretRotation = defineScenario({
  name: 'secret-rotation',
  summary:
    'Some environments of the restaurant service still have the old key of service tokens: what they refuse is undone, by recovery where they refuse that too.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'restaurant.serviceTokens.verify', mode: 'key_rotated', percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 40 }],
  truth: {
    service: 'restaurant',
    point: 'restaurant.serviceTokens.verify',
    mechanism: 'rotated_key',
    symptoms: {
      traces: 'Reservations and releases are refused with 401, in some environments only.',
      metrics: '401 answers of the restaurant service rise, and 503 of the order service; menus can be read.',
      logs: 'The restaurant service logs tokens whose signature is wrong.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters', 'OrdersStuck'] },
    remedy: 'End the environments that started before the rotation.',
  },
  control: { protection: 'recovery_message', turnsRed: 'messages' },
});
