import { checkEach, type Rule } from '../rule.ts';

export const idempotencyRule: Rule = {
  name: 'idempotency',
  claim: 'every idempotency record names an order of its user',
  check({ orders, keys }) {
    return checkEach(keys, ({ key, orderId }) => {
      const order = orders.get(orderId);
      const userId = Number(key.split('#')[1]);
      const violation = { subject: key, expected: `an order of user ${userId}` };
      if (!order || order.status === 'void')
        return { ...violation, found: `order ${orderId}, which does not exist` };
      if (order.userId === userId) return undefined;
      return { ...violation, found: `order ${orderId} of user ${order.userId}` };
    });
  },
};
