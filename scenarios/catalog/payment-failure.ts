import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const paymentFailure = defineScenario({
  name: 'payment-failure',
  summary: 'Three payments in ten are declined: these orders fail, and their portions go back.',
  isDocumented: true,
  load: { journeys: { order: 1 }, users: 8 },
  rate: 10,
  seconds: { steady: 5, fault: 10, recovery: 5 },
  faults: [{ point: 'order.payments.charge', mode: 'decline', percentage: 30 }],
  limits: {
    steady: WORKING,
    fault: WORKING,
    recovery: WORKING,
  },
  answers: [
    { phase: 'steady', step: 'place-order', outcome: '201 confirmed', leastPercent: 100 },
    { phase: 'fault', step: 'place-order', outcome: '201 failed', leastPercent: 10, mostPercent: 50 },
    { phase: 'recovery', step: 'place-order', outcome: '201 confirmed', leastPercent: 100 },
  ],
  truth: {
    service: 'order',
    point: 'order.payments.charge',
    mechanism: 'declined',
    symptoms: {
      traces:
        'POST /orders has a span of the charge with the outcome declined, followed by a release of the stock.',
      metrics: 'Orders with the step payment_failed appear, and confirmed ones fall by as many.',
      logs: 'place-order logs the outcome payment_failed, at the level of information.',
    },
    alerts: {
      fire: [{ name: 'OrdersFail', withinSeconds: 420 }],
      quiet: ['ErrorBudgetBurnsFast', 'OrdersStuck', 'DeadLetters', 'LongLockWaits'],
    },
    remedy: 'Nothing in the system: ask the payment provider. The system gives the portions back by itself.',
  },
  control: { protection: 'compensation', turnsRed: 'reservations' },
});
