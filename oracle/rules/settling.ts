import type { Order } from '#functions/order/domain/order';
import { checkEach, describe, isAtRest, isOverdue, orderSubject, type Rule, seconds } from '../rule.ts';

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

/** An order that is not at rest has a message, sent before it was put, that brings it to rest. */
export const messagesRule: Rule = {
  name: 'messages',
  claim: 'while an order is not at rest, some recovery message waits',
  check({ orders, queue, deadLetters }) {
    const unsettled: readonly Order[] = [...orders.values()].filter(
      (order) => order.status !== 'void' && !isAtRest(order),
    );
    const waiting = queue.visible + queue.inFlight + queue.delayed + deadLetters.length;
    const isLost = unsettled.length > 0 && waiting === 0;
    const ids = unsettled.slice(0, 10).map(({ id }) => id);
    const violation = {
      subject: 'the recovery queue',
      expected: `messages about ${unsettled.length} orders that are not at rest`,
      found: `an empty queue (orders ${ids.join(', ')})`,
    };
    return { checked: unsettled.length, violations: isLost ? [violation] : [] };
  },
};
