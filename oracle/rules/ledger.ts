import type { Order } from '#functions/order/domain/order';
import type { LedgerEntry } from '#oracle/stores/read-ledger';
import { describe, isAtRest, isGoing, isUndone, showsCharge } from '../order-state.ts';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

const KINDS: Readonly<Record<string, readonly string[]>> = {
  charge: ['charged', 'declined', 'void'],
  refund: ['refunded'],
};
/** Tolerance between clocks: two machines may have written the two entries. */
const CLOCK_SKEW_MS = 1_000;

/** No buyer pays twice, and no buyer pays for an order that is not delivered. */
export const ledgerRule: Rule = {
  name: 'ledger',
  claim: 'at most one charge and one refund, netting the total for going orders and 0 for undone ones',
  check({ orders, ledger }) {
    const placed = [...orders.values()].filter(({ status }) => status !== 'void');
    return checkEach(placed, (order) => {
      const entries = ledger.get(order.id) ?? [];
      const expected = malformed(order, entries) ?? unbalanced(order, entries);
      if (expected === undefined) return undefined;
      return { subject: orderSubject(order.id), expected, found: `${text(entries)} for ${describe(order)}` };
    });
  },
};

/** @returns what the entries should be, whatever the order's status is */
function malformed(order: Order, entries: readonly LedgerEntry[]): string | undefined {
  const [charge, ...charges] = entries.filter(({ outcome }) => outcome !== 'refunded');
  const [refund, ...refunds] = entries.filter(({ outcome }) => outcome === 'refunded');
  if (entries.some(({ entryId, outcome }) => !KINDS[entryId]?.includes(outcome))) {
    return 'entries charge (charged, declined or void) and refund (refunded) only';
  }
  if (charges.length > 0 || refunds.length > 0) return 'at most one charge and one refund';
  if (charge?.outcome === 'void' && charge.amount !== 0) return 'a void entry of 0';
  const isTotalDue = charge && charge.outcome !== 'void' && showsCharge(order);
  if (isTotalDue && charge.amount !== order.totalPrice) return `a charge of ${order.totalPrice}`;
  if (!refund) return undefined;
  if (charge?.outcome !== 'charged') return 'a refund only of what was charged';
  if (refund.amount !== charge.amount) return `a refund of ${charge.amount}`;
  return refund.atMs + CLOCK_SKEW_MS < charge.atMs ? 'a refund after its charge' : undefined;
}

function unbalanced(order: Order, entries: readonly LedgerEntry[]): string | undefined {
  const charge = entries.find(({ entryId }) => entryId === 'charge');
  const isRefunded = entries.some(({ entryId }) => entryId === 'refund');
  const isCharged = charge?.outcome === 'charged';
  if (isGoing(order)) return isCharged && !isRefunded ? undefined : `one charge of ${order.totalPrice} kept`;
  if (!isUndone(order)) return isRefunded ? 'no refund before the order is decided' : undefined;
  if (order.outcome === 'payment_failed' && charge?.outcome !== 'declined') return 'a declined charge';
  if (!isAtRest(order)) return undefined;
  if (isCharged !== isRefunded) return 'nothing paid at rest';
  // An order that was refused for lack of stock never came to a charge.
  const isClosed = charge !== undefined || order.outcome === 'out_of_stock';
  return isClosed ? undefined : 'an entry that refuses a late charge';
}

function text(entries: readonly LedgerEntry[]): string {
  return (
    entries.map(({ entryId, outcome, amount }) => `${entryId}: ${outcome} ${amount}`).join(', ') || 'no entry'
  );
}
