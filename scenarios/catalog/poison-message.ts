import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const poisonMessage = defineScenario({
  name: 'poison-message',
  summary:
    'A message that nobody can read stands before each recovery message: the good ones are handled all the same.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: 'order.recovery.send', mode: 'poison' },
    { point: 'order.inventory.reserve', mode: 'exception', when: 'after', percentage: 30 },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'order',
    point: 'order.recovery.send',
    mechanism: 'poison_message',
    symptoms: {
      traces: 'The consumer has traces that end at the reading of a message.',
      metrics: 'Dead letters with the reason malformed rise.',
      logs: 'recover-order logs a message that it cannot read.',
    },
    alerts: { fire: [{ name: 'DeadLetters', withinSeconds: 60 }], quiet: ['OrdersStuck', 'LongLockWaits'] },
    remedy: 'Find who writes to the queue; npm run redrive shows the letters and their reasons.',
  },
  control: { protection: 'compensation', turnsRed: 'reservations' },
});
