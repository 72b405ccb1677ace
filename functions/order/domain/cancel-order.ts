import { AppError } from '#shared/errors';
import { settleOrLeave } from './compensation.ts';
import { cancellation, decide, undecided } from './decision.ts';
import { isCancellable, type Order } from './order.ts';
import type { OrderDeps } from './ports.ts';

export interface CancelOrderDeps extends OrderDeps {
  readonly limits: {
    /** Delay of the recovery message, in milliseconds: past the end of this invocation. */
    readonly cancelRecoveryDelayMs: number;
    /** Least remaining time to give stock and money back here, in milliseconds; with less, recovery does it. */
    readonly undoMs: number;
  };
}

export interface CancelOrderCommand {
  /** The order as stored now. */
  readonly order: Order;
  remainingMs(): number;
}

/**
 * Cancels an order. Returns once that is decided, even if stock or money is still to be given back. Recovery is notified
 * first, with the attempt id of the cancellation: whichever of the two writes first, the other finds it done.
 * @throws AppError for an order that cannot be cancelled, `order_undecided`, or `dependency_*` before anything is decided
 */
export async function cancelOrder(deps: CancelOrderDeps, command: CancelOrderCommand): Promise<void> {
  const { order } = command;
  const orderId = order.id;
  if (!isCancellable(order)) return refuse(deps, order);

  const attempt = deps.newAttemptId();
  await deps.recovery.send(
    { orderId, sinceMs: deps.now(), cancel: attempt },
    deps.limits.cancelRecoveryDelayMs,
  );
  const cancelled = await decide(deps, orderId, cancellation(attempt)).catch((error) => {
    throw undecided(orderId, error);
  });
  if (!cancelled.won) return refuse(deps, cancelled.order);
  if (cancelled.order.compensationDue && command.remainingMs() > deps.limits.undoMs) {
    await settleOrLeave(deps, cancelled.order);
  }
  await deps.cache.bump(orderId);
}

async function refuse(deps: OrderDeps, order: Order): Promise<never> {
  await deps.cache.bump(order.id);
  throw order.status === 'cancelled'
    ? new AppError('already_cancelled', 'Order is already cancelled')
    : new AppError('not_cancellable', 'Cannot cancel order in current status');
}
