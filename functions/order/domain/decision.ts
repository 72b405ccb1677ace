import { AppError } from '#shared/errors';
import { CANCELLABLE, isOwn, type Order, type Outcome } from './order.ts';
import type { Change, OrderDeps, Updated } from './ports.ts';

export type Decision = Change & { readonly stamp: NonNullable<Change['stamp']> };

/**
 * Makes the one conditional write that decides. An unknown result is re-read, never undone: our attempt id in the item
 * means that we won and only the answer was lost.
 * @throws AppError `dependency_*` or `order_undecided` when even the re-read fails
 */
export async function decide(deps: OrderDeps, orderId: number, decision: Decision): Promise<Updated> {
  const { step, attempt } = decision.stamp;
  const won = (order: Order): boolean => isOwn(order, step, attempt);
  let failure: unknown;
  for (let tries = 0; tries < 2; tries++) {
    try {
      const updated = await deps.orders.update(orderId, decision);
      return { won: updated.won || won(updated.order), order: updated.order };
    } catch (error) {
      assertDependencyFailed(error);
      failure = error;
      const order = await deps.orders.get(orderId);
      if (order && (won(order) || !decision.from.includes(order.status))) return { won: won(order), order };
    }
  }
  throw undecided(orderId, failure);
}

/** Decides that a pending order is confirmed, at the bill that was charged. */
export function confirmOrder(deps: OrderDeps, charged: Order): Promise<Updated> {
  return decide(deps, charged.id, {
    from: ['pending'],
    status: 'confirmed',
    outcome: 'confirmed',
    paymentStatus: 'completed',
    compensationDue: false,
    bill: charged,
    stamp: { step: 'decided', attempt: deps.newAttemptId() },
  });
}

/**
 * Decides that a pending order failed, unless it is decided already. Gives nothing back: only the winner may.
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

/**
 * The decision that cancels an order.
 * @param attempt announced in a recovery message before it is written
 */
export function cancellation(attempt: string): Decision {
  return {
    from: CANCELLABLE,
    status: 'cancelled',
    outcome: 'cancelled',
    compensationDue: true,
    stamp: { step: 'cancelled', attempt },
  };
}

/**
 * Asserts that a dependency failed, after which the effect of a call is unknown.
 * @throws the error itself where it is anything else: a bug must not count as a fault
 */
export function assertDependencyFailed(error: unknown): asserts error is AppError {
  const code = error instanceof AppError ? error.code : '';
  if (!code.startsWith('dependency_') && code !== 'order_undecided') throw error;
}

/**
 * The error for a caller while the order is not known to be decided; recovery settles the order.
 * @throws `cause` itself where it is no failure of a dependency
 */
export function undecided(orderId: number, cause: unknown): AppError {
  assertDependencyFailed(cause);
  return new AppError('order_undecided', 'The outcome is not known yet; the order will be settled', {
    cause,
    extra: { order_id: orderId },
  });
}
