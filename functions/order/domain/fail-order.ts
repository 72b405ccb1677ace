import { decide } from './decide.ts';
import type { Order, Outcome } from './order.ts';
import type { OrderDeps, Updated } from './ports.ts';

/**
 * Lets a pending order fail, unless somebody decided it before. Gives nothing back: that is for who wins.
 * @param order with the bill that the failed order keeps
 */
export function failOrder(
  deps: OrderDeps,
  order: Order,
  outcome: Outcome,
  compensationDue: boolean,
): Promise<Updated> {
  return decide(deps, order.id, {
    from: ['pending'],
    status: 'failed',
    outcome,
    paymentStatus: 'failed',
    compensationDue,
    bill: order,
    stamp: { step: 'decided', attempt: deps.newAttemptId() },
  });
}
