import type { Order, OrderLine } from '#functions/order/domain/order';
import type { Reservation } from '#oracle/stores/read-stock';
import {
  type Bounds,
  checkEach,
  describe,
  isAtRest,
  isGoing,
  isOverdue,
  orderSubject,
  type Rule,
  type Violation,
} from '../rule.ts';

const isLive = ({ outcome }: Reservation): boolean => outcome === 'reserved';

/** Stock is held for orders that will be delivered, or will soon be decided. */
export const reservationsRule: Rule = {
  name: 'reservations',
  claim: 'stock is held only for orders that are going or not yet at rest, with their lines',
  check({ stock, orders, takenAtMs }, bounds) {
    const live = [...stock.reservations.values()].filter(isLive);
    return checkEach(live, (reservation) => {
      const order = orders.get(reservation.orderId);
      // Those without an order, or with a tombstone, have rules of their own.
      if (!order || order.status === 'void') return undefined;
      return checkHolder(order, reservation, takenAtMs, bounds);
    });
  },
};

function checkHolder(
  order: Order,
  { orderId, lines }: Reservation,
  nowMs: number,
  bounds: Bounds,
): Violation | undefined {
  const subject = orderSubject(orderId);
  const mayHold = isGoing(order) || (!isAtRest(order) && !isOverdue(order, nowMs, bounds));
  if (!mayHold)
    return { subject, expected: 'nothing reserved', found: `${text(lines)} for ${describe(order)}` };
  const [expected, found] = [text(order.lines), text(lines)];
  return expected === found ? undefined : { subject, expected, found };
}

/** The other direction: what was promised is there, and what was given up cannot be reserved any more. */
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
          expected: `${text(order.lines)} reserved`,
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

/** Summed per menu, in the order of their ids: `2 x menu 1, 1 x menu 5`. */
function text(lines: readonly OrderLine[]): string {
  const sums = new Map<number, number>();
  for (const { menuId, quantity } of lines) sums.set(menuId, (sums.get(menuId) ?? 0) + quantity);
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return sorted.map(([menuId, quantity]) => `${quantity} x menu ${menuId}`).join(', ') || 'nothing';
}
