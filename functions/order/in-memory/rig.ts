import type { Order } from '../domain/order.ts';
import type { PlaceOrderCommand } from '../domain/place-order.ts';
import { TIMING } from '../domain/timing.ts';
import { commandWithin } from './command.ts';
import { createMishaps } from './mishaps.ts';
import { createMemoryDeps } from './ports.ts';
import { MemoryStores } from './stores.ts';

/**
 * The order domain over memory, for one test: ten portions of menus 1 and 2, a clock that stands still, and
 * failures where the test plans them.
 */
export function createRig() {
  const stores = new MemoryStores();
  const clock = { nowMs: 1_000_000, remainingMs: TIMING.placeOrderMs };
  const { call, ...mishaps } = createMishaps();
  let orderIds = 100;
  let attemptIds = 0;
  stores.now = () => clock.nowMs;
  stores.stock.set(1, 10).set(2, 10);

  const deps = createMemoryDeps(stores, call, {
    newOrderId: () => orderIds++,
    newAttemptId: () => `attempt-${attemptIds++}`,
  });
  return {
    deps,
    stores,
    clock,
    ...mishaps,
    command: (overrides: Partial<PlaceOrderCommand> = {}): PlaceOrderCommand => ({
      ...commandWithin(() => clock.remainingMs),
      ...overrides,
    }),
    withKey(key: string, bodyHash = 'body'): Partial<PlaceOrderCommand> {
      return { idempotencyOf: (userId) => ({ key: `idem#${userId}#${key}`, bodyHash }) };
    },
    /** The only order; the test has exactly one. */
    order(): Order {
      const [order, ...others] = stores.orders.values();
      if (!order || others.length > 0) throw new Error(`expected one order, found ${stores.orders.size}`);
      return order;
    },
    /** Money taken and not given back, in charges. */
    netCharges(orderId: number): number {
      const slot = stores.ledger.get(orderId);
      return (slot?.charges ?? 0) - (slot?.refunds ?? 0);
    },
  };
}
