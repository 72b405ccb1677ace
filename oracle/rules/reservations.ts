import type { Order } from '#functions/order/domain/order';
import type { Reservation } from '#oracle/stores/read-stock';
import { describe, isAtRest, isGoing, isOverdue } from '../order-state.ts';
import { isLive, portionsText } from '../portions.ts';
import { type Bounds, checkEach, orderSubject, type Rule, type Violation } from '../rule.ts';

/** Stock is held for orders that will be delivered, or will soon be decided. */
export const reservationsRule: Rule = {
  name: 'reservations',
  claim: 'stock is held only for orders that are going or not yet at rest, with their lines',
  check({ stock, orders, takenAtMs }, bounds) {
    const live = [...stock.reservations.values()].filter(isLive);
    return checkEach(live, (reservation) => {
      const order = orders.get(reservation.orderId);
      // Other rules check reservations without an order or with a tombstone.
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
    return { subject, expected: 'nothing reserved', found: `${portionsText(lines)} for ${describe(order)}` };
  const [expected, found] = [portionsText(order.lines), portionsText(lines)];
  return expected === found ? undefined : { subject, expected, found };
}
