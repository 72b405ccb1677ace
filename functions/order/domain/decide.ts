import { dependencyFailure, undecided } from './failure.ts';
import { isOwn, type Order } from './order.ts';
import type { Change, OrderDeps, Updated } from './ports.ts';

export type Decision = Change & { readonly stamp: NonNullable<Change['stamp']> };

/**
 * The one conditional write that decides. An unknown outcome is re-read, never undone: our attempt id in the item
 * means that we won and only the answer was lost.
 * @throws AppError `dependency_*` when even the re-read fails
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
      failure = dependencyFailure(error);
      const order = await deps.orders.get(orderId);
      if (order && (won(order) || !decision.from.includes(order.status))) return { won: won(order), order };
    }
  }
  throw undecided(orderId, failure);
}
