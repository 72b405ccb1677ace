import { settle } from './compensation.ts';
import { assertDependencyFailed, cancellation, decide, failOrder } from './decision.ts';
import { isCancellable, type Order } from './order.ts';
import type { OrderDeps, RecoveryMessage } from './ports.ts';
import { TIMING } from './timing.ts';

/** `poison`: too old, for the dead-letter queue. `postponed`: another message was sent. */
export type Recovery = 'at_rest' | 'acted' | 'postponed' | 'poison';

/** Runs the work of recovery on an order that needs some; the read that finds that out is not part of it. */
export type Act = (work: () => Promise<Recovery>) => Promise<Recovery>;

const { shortestRetryMs, longestRetryMs, maxMessageAgeMs, staleCopyMs } = TIMING;

/**
 * Brings an order to rest: carries an announced cancellation out, fails what is pending past its deadline, gives
 * back what is owed. It never confirms. While a dependency is down it sends itself another message, at growing delays.
 * @throws AppError `dependency_*` when that message cannot be sent; the queue then delivers the first one again
 */
export async function recoverOrder(
  deps: OrderDeps,
  message: RecoveryMessage,
  act: Act = (work) => work(),
): Promise<Recovery> {
  if (deps.now() - message.sinceMs > maxMessageAgeMs) return 'poison';
  let found: Order | undefined;
  try {
    found = await deps.orders.get(message.orderId);
  } catch (error) {
    return act(() => postpone(deps, message, error));
  }
  if (found && isAtRest(found, message)) {
    if (isBumpOwed(found, deps.now())) await deps.cache.bump(found.id);
    return 'at_rest';
  }
  return act(() => bringToRest(deps, message, found).catch((error) => postpone(deps, message, error)));
}

const isAtRest = (order: Order, { cancel }: RecoveryMessage): boolean =>
  order.status !== 'pending' && !order.compensationDue && !(cancel !== undefined && isCancellable(order));

/** The invocation that changed the order may have died before its bump. Every older copy ends by itself. */
const isBumpOwed = ({ status, updatedAtMs }: Order, nowMs: number): boolean =>
  status !== 'void' && nowMs - updatedAtMs <= staleCopyMs;

async function bringToRest(
  deps: OrderDeps,
  message: RecoveryMessage,
  found: Order | undefined,
): Promise<Recovery> {
  const { orderId, cancel } = message;
  let order = found ?? (await deps.orders.putVoid(orderId));
  if (order.status === 'void') return 'acted';
  if (cancel !== undefined && isCancellable(order)) {
    order = (await decide(deps, orderId, cancellation(cancel))).order;
  }
  if (order.status === 'pending') {
    const leftMs = order.deadlineMs - deps.now();
    if (leftMs > 0) {
      await deps.recovery.send(message, leftMs);
      return 'postponed';
    }
    order = (await failOrder(deps, order, 'timed_out', true)).order;
  }
  if (order.compensationDue) order = await settle(deps, order);
  await deps.cache.bump(orderId);
  return 'acted';
}

async function postpone(deps: OrderDeps, message: RecoveryMessage, error: unknown): Promise<Recovery> {
  assertDependencyFailed(error);
  const delayMs = Math.min(Math.max((message.delayMs ?? 0) * 2, shortestRetryMs), longestRetryMs);
  await deps.recovery.send({ ...message, delayMs }, delayMs);
  return 'postponed';
}
