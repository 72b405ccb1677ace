import { describe, isAtRest, isGoing } from '../order-state.ts';
import { isLive, portionsText } from '../portions.ts';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

/** The other direction: promised stock is reserved, and stock that was given back cannot be reserved any more. */
export const fulfilmentRule: Rule = {
  name: 'fulfilment',
  claim: 'going orders hold their portions, undone ones refuse a late reserve',
  check({ orders, stock }) {
    const atRest = [...orders.values()].filter((order) => order.status !== 'void' && isAtRest(order));
    return checkEach(atRest, (order) => {
      const reservation = stock.reservations.get(order.id);
      const subject = orderSubject(order.id);
      if (isGoing(order) && !(reservation && isLive(reservation))) {
        const found = reservation ? `a reservation that is ${reservation.outcome}` : 'no reservation';
        return {
          subject,
          expected: `${portionsText(order.lines)} reserved`,
          found: `${found} for ${describe(order)}`,
        };
      }
      if (isGoing(order) || reservation) return undefined;
      return {
        subject,
        expected: 'a record that refuses a late reserve',
        found: `none for ${describe(order)}`,
      };
    });
  },
};
