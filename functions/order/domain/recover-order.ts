import { cancellation } from './cancel-order.ts';
import { decide } from './decide.ts';
import { failOrder } from './fail-order.ts';
import { dependencyFailure } from './failure.ts';
import { isCancellable, type Order } from './order.ts';
import type { OrderDeps, RecoveryMessage } from './ports.ts';
import { settle } from './settle.ts';

/** `poison`: over age; it belongs on the dead-letter queue. */
export type Recovery = 'done' | 'poison';

const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 900_000;
const MAX_AGE_MS = 86_400_000;

/**
 * Brings an order to rest: carries an announced cancellation out, fails what is pending past its deadline, gives
 * back what is owed. It never confirms. While a dependency is down it asks to be called again, later and later.
 * @throws AppError `dependency_*` when not even that can be sent; the queue then delivers again
 */
export async function recoverOrder(deps: OrderDeps, message: RecoveryMessage): Promise<Recovery> {
  if (deps.now() - message.sinceMs > MAX_AGE_MS) return 'poison';
  try {
    const order = await bringToRest(deps, message);
    if (order.status === 'pending') {
      await deps.recovery.send(message, Math.max(0, order.deadlineMs - deps.now()));
    }
  } catch (error) {
    dependencyFailure(error);
    const delayMs = Math.min(Math.max((message.delayMs ?? 0) * 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    await deps.recovery.send({ ...message, delayMs }, delayMs);
  }
  return 'done';
}

/** The order as it stands afterwards; `pending` where its deadline is still to come. */
async function bringToRest(deps: OrderDeps, message: RecoveryMessage): Promise<Order> {
  const { orderId, cancel } = message;
  let order = (await deps.orders.get(orderId)) ?? (await deps.orders.putVoid(orderId));
  if (order.status === 'void') return order;
  if (cancel !== undefined && isCancellable(order)) {
    order = (await decide(deps, orderId, cancellation(cancel))).order;
  }
  if (order.status === 'pending') {
    if (deps.now() < order.deadlineMs) return order;
    order = (await failOrder(deps, orderId, 'timed_out', true)).order;
  }
  if (order.compensationDue) order = await settle(deps, order);
  await deps.cache.bump(orderId);
  return order;
}
