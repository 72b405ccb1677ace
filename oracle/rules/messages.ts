import type { Order } from '#functions/order/domain/order';
import { isAtRest } from '../order-state.ts';
import type { Rule } from '../rule.ts';

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
