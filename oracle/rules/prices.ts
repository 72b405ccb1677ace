import type { PricedLine } from '#functions/order/domain/order';
import type { ReservedLine } from '#oracle/stores/read-stock';
import { showsCharge } from '../order-state.ts';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

/** The price is the one recorded with the reservation; a cached copy may have another. */
export const pricesRule: Rule = {
  name: 'prices',
  claim: 'an order is charged, and shows, the prices that the restaurant recorded with its reservation',
  check({ orders, ledger, stock }) {
    const placed = [...orders.values()].filter(({ status }) => status !== 'void');
    return checkEach(placed, (order) => {
      const charge = ledger.get(order.id)?.find(({ entryId }) => entryId === 'charge');
      if (!charge || charge.outcome === 'void') return undefined;
      const subject = orderSubject(order.id);
      const recorded = stock.reservations.get(order.id)?.lines ?? [];
      const expected = `${sumOf(recorded)} = ${text(recorded)}`;
      if (charge.amount !== sumOf(recorded))
        return { subject, expected: `a charge of ${expected}`, found: `one of ${charge.amount}` };
      if (!showsCharge(order) || text(order.lines) === text(recorded)) return undefined;
      return { subject, expected, found: `${order.totalPrice} = ${text(order.lines)}` };
    });
  },
};

const sumOf = (lines: readonly ReservedLine[]): number =>
  lines.reduce((sum, { price, quantity }) => sum + (price ?? Number.NaN) * quantity, 0);

/** Writes the lines in order: `2 x menu 1 at 18000, 1 x menu 5 at 12000`. */
function text(lines: readonly (PricedLine | ReservedLine)[]): string {
  const each = lines.map(({ menuId, quantity, price }) => `${quantity} x menu ${menuId} at ${price}`);
  return each.join(', ') || 'nothing recorded';
}
