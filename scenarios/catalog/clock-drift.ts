import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const clockDrift = defineScenario({
  name: 'clock-drift',
  summary:
    'The clock of the user service is two hours ahead when tokens are checked: they are refused as expired, and orders stay right.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'user.tokens.verify', mode: 'clock_skew', seconds: 7_200, percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 40 }],
  truth: {
    service: 'user',
    point: 'user.tokens.verify',
    mechanism: 'wrong_clock',
    symptoms: {
      traces: 'Refused requests end after the call of the user service.',
      metrics: '401 answers rise in both services.',
      logs: 'validate-token logs tokens that are expired.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters'] },
    remedy: 'Compare the clocks of the machines; then end those that are wrong.',
  },
  control: { protection: 'idempotency_key', turnsRed: 'ordered-once' },
});
