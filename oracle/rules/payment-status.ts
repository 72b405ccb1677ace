import type { Order, PaymentStatus } from '#functions/order/domain/order';
import type { LedgerEntry } from '#oracle/stores/read-ledger';
import { describe, isGoing } from '../order-state.ts';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

export const paymentStatusRule: Rule = {
  name: 'payment-status',
  claim: 'payment_status says what the ledger says',
  check({ orders, ledger }) {
    const placed = [...orders.values()].filter(({ status }) => status !== 'void');
    return checkEach(placed, (order) => {
      const allowed = allowedFor(order, ledger.get(order.id) ?? []);
      if (allowed.includes(order.paymentStatus)) return undefined;
      return { subject: orderSubject(order.id), expected: allowed.join(' or '), found: describe(order) };
    });
  },
};

/** Lists the allowed statuses. Until everything due is given back, the status is that of the decision. */
function allowedFor(order: Order, entries: readonly LedgerEntry[]): readonly PaymentStatus[] {
  if (order.status === 'pending') return ['pending'];
  if (isGoing(order)) return ['completed'];
  if (order.compensationDue) return order.status === 'failed' ? ['failed'] : ['pending', 'completed'];
  return entries.some(({ outcome }) => outcome === 'charged') ? ['refunded'] : ['failed'];
}
