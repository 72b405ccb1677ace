import { AppError, type ErrorCode } from '#shared/errors';
import type { Order, Outcome } from './order.ts';
import type { OrderDeps } from './ports.ts';

const REFUSALS: Partial<Record<Outcome, readonly [ErrorCode, string]>> = {
  out_of_stock: ['out_of_stock', 'Not enough inventory'],
  unavailable: ['dependency_unavailable', 'A service this order needs is unavailable'],
  timed_out: ['dependency_timeout', 'The order could not be completed in time'],
};

/** A refusal of an order that exists, after the decision that it failed. */
export class OrderRefused extends AppError {
  constructor(orderId: number, code: ErrorCode, message: string) {
    super(code, message, { extra: { order_id: orderId } });
  }
}

/**
 * The answer to the client that placed the order: the decision that ended `pending`, whatever happened since.
 * The cache is bumped first, because another invocation may have written the state that this answer shows.
 * @throws OrderRefused
 */
export async function answerOf(deps: Pick<OrderDeps, 'cache'>, order: Order): Promise<Order> {
  await deps.cache.bump(order.id);
  const refusal = order.outcome && REFUSALS[order.outcome];
  if (refusal) throw new OrderRefused(order.id, ...refusal);
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
