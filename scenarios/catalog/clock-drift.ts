import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const clockDrift = defineScenario({
  name: 'clock-drift',
  summary:
    'The clock of the restaurant service is two hours ahead when service tokens are checked: they are refused as expired, and what was begun is undone.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'restaurant.serviceTokens.verify', mode: 'clock_skew', seconds: 7_200, percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 40 }],
  truth: {
    service: 'restaurant',
    point: 'restaurant.serviceTokens.verify',
    mechanism: 'wrong_clock',
    symptoms: {
      traces: 'Reservations and releases are refused with 401 a moment after their token was issued.',
      metrics: '401 answers of the restaurant service rise, and 503 of the order service.',
      logs: 'The restaurant service logs tokens that are expired.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'DeadLetters'] },
    remedy: 'Compare the clocks of the machines; then end those that are wrong.',
  },
  control: { protection: 'recovery_message', turnsRed: 'messages' },
});
