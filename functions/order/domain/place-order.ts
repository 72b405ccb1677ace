import { AppError } from '#shared/errors';
import { settleOrLeave } from './compensation.ts';
import { assertDependencyFailed, confirmOrder, failOrder, undecided } from './decision.ts';
import { billOf, isExact, isOwn, type Order, type OrderLine, type Outcome, withBill } from './order.ts';
import { answerOf, OrderRefused } from './order-answer.ts';
import type { Idempotency, KeyRecord, MenuQuote, Menus, OrderDeps, Users } from './ports.ts';

export interface PlaceOrderDeps extends OrderDeps {
  readonly users: Users;
  readonly menus: Menus;
  readonly limits: PlaceOrderLimits;
}

/** Time limits in milliseconds. */
export interface PlaceOrderLimits {
  /** Time an order may be pending before recovery decides it: the life of this invocation. */
  readonly pendingMs: number;
  /** Delay of the recovery message: past everything this invocation can still do. */
  readonly recoveryDelayMs: number;
  /** Least remaining time to begin another step forward. */
  readonly forwardStepMs: number;
}

export interface PlaceOrderCommand {
  readonly token: string;
  readonly lines: readonly OrderLine[];
  readonly address: string;
  readonly phone: string;
  /** A function, because a key belongs to one user, and the user is known only once the token is checked. */
  readonly idempotencyOf?: ((userId: number) => Idempotency) | undefined;
  /** Time left of the invocation, in milliseconds. */
  remainingMs(): number;
}

const DRAWS = 3;

/**
 * Reserves, charges the recorded prices, and confirms. The order item is the only point of decision; a crash at any
 * point is settled by the recovery message sent before the item was put.
 * @throws AppError for a refusal, `dependency_*` before the order is put, or `order_undecided` with the order's id
 */
export async function placeOrder(deps: PlaceOrderDeps, command: PlaceOrderCommand): Promise<Order> {
  const startedMs = deps.now();
  const [user, quotes] = await Promise.allSettled([
    deps.users.validate(command.token),
    deps.menus.quote([...new Set(command.lines.map(({ menuId }) => menuId))]),
  ]);
  if (user.status === 'rejected') throw user.reason;
  const { userId } = user.value;
  const idempotency = command.idempotencyOf?.(userId);
  const earlier = idempotency && (await deps.orders.findKey(idempotency.key));
  if (earlier) return replay(deps, earlier, idempotency);
  if (quotes.status === 'rejected') throw quotes.reason;

  const draft = draftOrder(command, userId, quotes.value, startedMs, deps.limits.pendingMs);
  for (let draw = 0; draw < DRAWS; draw++) {
    const order: Order = { ...draft, id: deps.newOrderId(), attempts: { placed: deps.newAttemptId() } };
    await deps.recovery.send({ orderId: order.id, sinceMs: startedMs }, deps.limits.recoveryDelayMs);
    const placed = await put(deps, order, idempotency);
    if (placed === 'clash') continue;
    if (placed !== 'placed') return replay(deps, placed, idempotency);
    return carryOut(deps, order, command).catch((error) => {
      throw error instanceof OrderRefused ? error : undecided(order.id, error);
    });
  }
  throw new AppError('dependency_unavailable', 'No order id could be drawn');
}

function draftOrder(
  { lines, address, phone }: PlaceOrderCommand,
  userId: number,
  quotes: ReadonlyMap<number, MenuQuote>,
  nowMs: number,
  pendingMs: number,
): Omit<Order, 'id' | 'attempts'> {
  const priced = lines.map(({ menuId, quantity }) => {
    const quote = quotes.get(menuId);
    if (!quote) throw new AppError('dependency_failed', 'The quote lacks a menu that was asked for');
    return { menuId, quantity, ...quote };
  });
  const bill = billOf(priced);
  if (!isExact(bill)) throw tooExpensive();
  return {
    userId,
    ...bill,
    address,
    phone,
    status: 'pending',
    paymentStatus: 'pending',
    compensationDue: false,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    deadlineMs: nowMs + pendingMs,
  };
}

function tooExpensive(): AppError {
  const msg = `An order may come to at most ${Number.MAX_SAFE_INTEGER} won`;
  return new AppError('validation_failed', msg, {
    violations: [{ type: 'value_error', loc: ['body', 'items'], msg }],
  });
}

/** The attempt id in the item alone decides whether a put clashed, never the order's id or the key. */
async function put(
  deps: OrderDeps,
  order: Order,
  idempotency?: Idempotency,
): Promise<'placed' | 'clash' | KeyRecord> {
  const attempt = order.attempts.placed ?? '';
  let failure: unknown;
  for (let tries = 0; tries < 2; tries++) {
    try {
      const result = await deps.orders.put(order, idempotency);
      if (result.kind === 'placed') return 'placed';
      if (result.kind === 'key') return result.record;
      if (isOwn(result.order, 'placed', attempt)) return 'placed';
      return result.underKey && idempotency ? { orderId: order.id, bodyHash: idempotency.bodyHash } : 'clash';
    } catch (error) {
      assertDependencyFailed(error);
      failure = error;
      const found = await deps.orders.get(order.id).catch((readError) => {
        throw undecided(order.id, readError);
      });
      if (found) return isOwn(found, 'placed', attempt) ? 'placed' : 'clash';
    }
  }
  throw undecided(order.id, failure);
}

/** The steps of the saga, in order: reserve, take over the recorded prices, charge, confirm, answer. */
async function carryOut(deps: PlaceOrderDeps, order: Order, command: PlaceOrderCommand): Promise<Order> {
  const isLate = (): boolean => command.remainingMs() < deps.limits.forwardStepMs;

  if (isLate()) return abort(deps, order, 'timed_out');
  const reservation = await orUnavailable(deps.inventory.reserve(order.id, order.lines));
  if (reservation.outcome === 'unavailable') return abort(deps, order, 'unavailable');
  if (reservation.outcome === 'refused') return abort(deps, order, 'out_of_stock', { owesNothing: true });
  if (reservation.outcome === 'released') return abort(deps, order, 'timed_out');

  // The quote may have come from a cache; what the restaurant recorded with the stock is what the buyer pays.
  const reserved = withBill(order, billOf(reservation.lines));

  if (isLate()) return abort(deps, reserved, 'timed_out');
  const charge = await orUnavailable(deps.payments.charge(order.id, reserved));
  if (charge.outcome === 'unavailable') return abort(deps, reserved, 'unavailable');
  if (charge.outcome === 'declined') return abort(deps, reserved, 'payment_failed');
  if (charge.outcome === 'void') return abort(deps, reserved, 'timed_out');

  const confirmed = await confirmOrder(deps, reserved);

  // A cancellation that came first may have been decided without the charge; its item may still show the quote.
  return answerOf(deps, withBill(confirmed.order, reserved));
}

/** Returns the result of a step forward; `unavailable` where the dependency failed and the effect is unknown. */
async function orUnavailable<T>(step: Promise<T>): Promise<T | { readonly outcome: 'unavailable' }> {
  try {
    return await step;
  } catch (error) {
    assertDependencyFailed(error);
    return { outcome: 'unavailable' };
  }
}

/** Decides first; only the winner gives back. After a refusal that the restaurant recorded nothing is owed. */
async function abort(
  deps: OrderDeps,
  order: Order,
  outcome: Outcome,
  { owesNothing } = { owesNothing: false },
): Promise<Order> {
  const failed = await failOrder(deps, order, outcome, !owesNothing);
  const settles = failed.won && !owesNothing;
  return answerOf(deps, settles ? await settleOrLeave(deps, failed.order) : failed.order);
}

/** Returns the answer that the first request with this key got, or will get. */
async function replay(
  deps: OrderDeps,
  earlier: KeyRecord,
  idempotency: Idempotency | undefined,
): Promise<Order> {
  const { orderId, bodyHash } = earlier;
  if (bodyHash !== idempotency?.bodyHash) {
    throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used with another body');
  }
  const order = await deps.orders.get(orderId);
  if (!order) throw new Error(`The key of order ${orderId} exists, the order does not`);
  if (order.status === 'pending') {
    const options = { extra: { order_id: orderId }, headers: { 'retry-after': '1' } };
    throw new AppError('order_in_progress', 'Order in progress', options);
  }
  return answerOf(deps, order);
}
