import { totalOf } from '#functions/order/domain/order';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

export const totalRule: Rule = {
  name: 'total',
  claim: 'the total price of an order is the sum of its lines',
  check({ orders }) {
    const placed = [...orders.values()].filter(({ status }) => status !== 'void');
    return checkEach(placed, ({ id, lines, totalPrice }) => {
      const total = totalOf(lines);
      if (totalPrice === total && lines.length > 0) return undefined;
      return {
        subject: orderSubject(id),
        expected: lines.length > 0 ? String(total) : 'at least one line',
        found: String(totalPrice),
      };
    });
  },
};
