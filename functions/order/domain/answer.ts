import { AppError, type ErrorCode } from '#shared/errors';
import type { Order, Outcome } from './order.ts';
import type { OrderDeps } from './ports.ts';

const REFUSALS: Partial<Record<Outcome, readonly [ErrorCode, string]>> = {
  out_of_stock: ['out_of_stock', 'Not enough inventory'],
  unavailable: ['dependency_unavailable', 'A service this order needs is unavailable'],
  timed_out: ['dependency_timeout', 'The order could not be completed in time'],
};

/**
 * The answer to whoever placed the order: what was decided when it left `pending`, whatever has become of it since.
 * The cache is bumped first, because another invocation may have written what is told here.
 * @throws AppError for an order that was refused, with its id
 */
export async function answerOf(deps: Pick<OrderDeps, 'cache'>, order: Order): Promise<Order> {
  await deps.cache.bump(order.id);
  const refusal = order.outcome && REFUSALS[order.outcome];
  if (refusal) throw new AppError(refusal[0], refusal[1], { extra: { order_id: order.id } });
  return asDecided(order);
}

function asDecided(order: Order): Order {
  const decided = { ...order, updatedAtMs: order.decidedAtMs ?? order.updatedAtMs };
  switch (order.outcome) {
    case 'confirmed':
      return { ...decided, status: 'confirmed', paymentStatus: 'completed' };
    case 'payment_failed':
      return { ...decided, status: 'failed', paymentStatus: 'failed' };
    default:
      return order;
  }
}
