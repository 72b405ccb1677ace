import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const lostReserveAnswer = defineScenario({
  name: 'lost-reserve-answer',
  summary:
    'Every second reservation is made and its answer is lost: the portions go back, or belong to a confirmed order.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    {
      point: 'restaurant.handler',
      mode: 'corrupt_body',
      kind: 'cut',
      percentage: 50,
      match: { route: '/inventory/reservations*' },
    },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'restaurant',
    point: 'restaurant.handler',
    mechanism: 'lost_answer',
    symptoms: {
      traces: 'The restaurant service reserves and the order service cannot read its answer.',
      metrics: 'Orders end as unavailable while reservations are made and released.',
      logs: 'place-order logs an answer that is no JSON.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'LongLockWaits'],
    },
    remedy: 'Look at what stands between the two services: a proxy, a limit of bytes.',
  },
  control: { protection: 'compensation', turnsRed: 'reservations' },
});
