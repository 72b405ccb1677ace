import type { Order } from '#functions/order/domain/order';
import { describe, isGoing } from '../order-state.ts';
import { checkEach, orderSubject, type Rule } from '../rule.ts';

const FAILURES: readonly Order['outcome'][] = ['payment_failed', 'out_of_stock', 'unavailable', 'timed_out'];

/** The answer that a repeated request gets is the one that was decided. */
export const outcomeRule: Rule = {
  name: 'outcome',
  claim: 'outcome and attempt ids agree with the status',
  check({ orders }) {
    return checkEach(orders.values(), (order) => {
      const expected = mismatch(order);
      if (expected === undefined) return undefined;
      const attempts = Object.keys(order.attempts).join(', ') || 'none';
      return {
        subject: orderSubject(order.id),
        expected,
        found: `${describe(order)}, attempts: ${attempts}`,
      };
    });
  },
};

function mismatch(order: Order): string | undefined {
  const { status, outcome, attempts } = order;
  const isDecided = attempts.decided !== undefined;
  const isCancelled = attempts.cancelled !== undefined;
  if (isCancelled !== (status === 'cancelled'))
    return 'a cancelling attempt in cancelled orders, and in no other';
  if ((outcome !== undefined) !== (order.decidedAtMs !== undefined)) return 'an outcome with its instant';
  if (status === 'void') return outcome || isDecided ? 'no outcome' : undefined;
  if (attempts.placed === undefined) return 'the attempt that placed it';
  if (status === 'pending') return outcome || isDecided ? 'no outcome yet' : undefined;
  if (status === 'cancelled' && outcome === 'cancelled') return isDecided ? 'no other decision' : undefined;
  if (!isDecided) return 'the attempt that decided it';
  if (isGoing(order) || status === 'cancelled')
    return outcome === 'confirmed' ? undefined : 'outcome confirmed';
  return FAILURES.includes(outcome) ? undefined : `outcome ${FAILURES.join(' or ')}`;
}
