import { isOverdue } from '../order-state.ts';
import { checkEach, orderSubject, type Rule, seconds } from '../rule.ts';

/** Every order is decided in time, whichever process was killed. */
export const pendingRule: Rule = {
  name: 'pending',
  claim: 'no order is pending for long after its deadline',
  check({ orders, takenAtMs }, bounds) {
    const pending = [...orders.values()].filter(({ status }) => status === 'pending');
    return checkEach(pending, (order) => {
      if (!isOverdue(order, takenAtMs, bounds)) return undefined;
      const lateMs = takenAtMs - order.deadlineMs;
      return {
        subject: orderSubject(order.id),
        expected: `decided within ${seconds(bounds.pendingMs)} of its deadline`,
        found: `pending ${seconds(lateMs)} after it`,
      };
    });
  },
};
