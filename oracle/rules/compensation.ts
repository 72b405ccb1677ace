import { describe, isOverdue } from '../order-state.ts';
import { checkEach, orderSubject, type Rule, seconds } from '../rule.ts';

export const compensationRule: Rule = {
  name: 'compensation',
  claim: 'what is owed is given back in time (recovery may wait up to 15 min)',
  check({ orders, takenAtMs }, bounds) {
    const due = [...orders.values()].filter(({ compensationDue }) => compensationDue);
    return checkEach(due, (order) => {
      const subject = orderSubject(order.id);
      if (order.status !== 'failed' && order.status !== 'cancelled') {
        return { subject, expected: 'nothing due', found: describe(order) };
      }
      if (!isOverdue(order, takenAtMs, bounds)) return undefined;
      const ageMs = takenAtMs - order.updatedAtMs;
      return {
        subject,
        expected: `given back within ${seconds(bounds.compensationMs)}`,
        found: `due for ${seconds(ageMs)}`,
      };
    });
  },
};
