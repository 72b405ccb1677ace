import { assertDependencyFailed } from './decision.ts';
import { billOf, type Order } from './order.ts';
import type { OrderDeps } from './ports.ts';

/**
 * Gives back what a failed or cancelled order may have taken, then clears the flag. Call it only after the decision;
 * every part may be repeated. The amount comes from the ledger: the invocation that decided the order may have had only
 * the quote, so the order takes over the bill that was charged.
 */
export async function settle(deps: OrderDeps, order: Order): Promise<Order> {
  await deps.inventory.release(order.id);
  const charge = await deps.payments.close(order.id);
  const isCharged = charge.outcome === 'charged';
  if (isCharged) await deps.payments.refund(order.id, charge.amount);
  const settled = await deps.orders.update(order.id, {
    from: [order.status],
    paymentStatus: isCharged ? 'refunded' : 'failed',
    bill: charge.lines && billOf(charge.lines),
    compensationDue: false,
  });
  return settled.order;
}

/** Settles the order as {@link settle} does, but leaves it to recovery when a dependency fails. */
export async function settleOrLeave(deps: OrderDeps, order: Order): Promise<Order> {
  try {
    return await settle(deps, order);
  } catch (error) {
    assertDependencyFailed(error);
    return order;
  }
}
