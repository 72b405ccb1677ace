import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const chargedButLost = defineScenario({
  name: 'charged-but-lost',
  summary:
    'The provider takes the money and its answer is lost: the order is undone, and the money goes back.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 6,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'order.payments.charge', mode: 'exception', when: 'after', percentage: 50 }],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'order',
    point: 'order.payments.charge',
    mechanism: 'lost_answer',
    symptoms: {
      traces: 'The charge fails after its write to the ledger; a close and a refund follow.',
      metrics: 'Refunds appear, as many as failed charges.',
      logs: 'place-order logs that the charge is unknown and closes the account.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'LongLockWaits'],
    },
    remedy: 'None in the system; ask the provider why answers are lost.',
  },
  control: { protection: 'compensation', turnsRed: 'ledger' },
});
