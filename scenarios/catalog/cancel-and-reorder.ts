import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const cancelAndReorder = defineScenario({
  name: 'cancel-and-reorder',
  summary: 'Clients order, cancel and order again while releases lose their answers: stock and money add up.',
  isDocumented: true,
  load: { journeys: { reorder: 1 }, users: 8 },
  rate: 4,
  seconds: { steady: 5, fault: 10, recovery: 5 },
  faults: [{ point: 'order.inventory.release', mode: 'exception', when: 'after', percentage: 30 }],
  limits: {
    steady: WORKING,
    recovery: WORKING,
  },
  answers: [
    { phase: 'fault', step: 'cancel-order', outcome: '200', leastPercent: 50 },
    { phase: 'recovery', step: 'cancel-order', outcome: '200', leastPercent: 100 },
  ],
  truth: {
    service: 'order',
    point: 'order.inventory.release',
    mechanism: 'lost_answer',
    symptoms: {
      traces: 'POST /orders/{order_id}/cancel has a failed release whose transaction was committed.',
      metrics: 'Compensations stay due until recovery repeats the release.',
      logs: 'cancel-order warns that giving back is left to recovery.',
    },
    alerts: { fire: [], quiet: ['DeadLetters', 'LongLockWaits', 'OrdersFail'] },
    remedy: 'None needed: a release is repeated until its answer is there, and counts once.',
  },
  control: { protection: 'compensation', turnsRed: 'reservations' },
});
