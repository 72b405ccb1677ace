import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const placeOrderKilled = defineScenario({
  name: 'place-order-killed',
  summary: 'The function place-order is killed at each of its steps: recovery brings every order to its end.',
  load: { journeys: { order: 1 }, users: 8 },
  rate: 5,
  seconds: { steady: 5, fault: 12, recovery: 6 },
  faults: [
    { point: 'order.recovery.send', mode: 'kill', when: 'after', every: 8, skip: 1 },
    { point: 'order.orders.put', mode: 'kill', when: 'after', every: 8, skip: 2 },
    { point: 'order.inventory.reserve', mode: 'kill', when: 'after', every: 8, skip: 3 },
    { point: 'order.payments.charge', mode: 'kill', when: 'after', every: 8, skip: 4 },
    { point: 'order.orders.update', mode: 'kill', when: 'after', every: 8, skip: 5 },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'order',
    point: 'order.orders.update',
    mechanism: 'killed_process',
    symptoms: {
      traces: 'Traces of POST /orders end in the middle; recovery has one of its own for the same order.',
      metrics: 'The gateway answers 502, and recovery settles orders.',
      logs: 'The platform logs that an environment ended; recover-order logs what it decided.',
    },
    alerts: {
      fire: [{ name: 'ErrorBudgetBurnsFast', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'LongLockWaits'],
    },
    remedy: 'Find what kills the environments: memory, or a deploy.',
  },
  control: { protection: 'recovery_message', turnsRed: 'messages' },
});
