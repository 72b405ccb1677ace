import { definePreset } from './preset.ts';

export const lostAnswers = definePreset({
  name: 'lost-answers',
  summary: 'A third of the charges, reservations and decisions are done, and their answers are lost.',
  rules: [
    { point: 'order.payments.charge', mode: 'exception', when: 'after', percentage: 33 },
    { point: 'order.inventory.reserve', mode: 'exception', when: 'after', percentage: 33 },
    { point: 'order.orders.update', mode: 'exception', when: 'after', percentage: 33 },
  ],
});
