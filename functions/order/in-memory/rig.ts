import { AppError } from '#shared/errors';
import type { Order } from '../domain/order.ts';
import type { PlaceOrderCommand } from '../domain/place-order.ts';
import { type Call, createMemoryDeps, type Dependency } from './ports.ts';
import { MemoryStores } from './stores.ts';

/** What goes wrong with one call: nothing happens, or it happens and the answer is lost. */
export type Mishap = 'lost' | 'answer lost';

/**
 * The order domain over memory, one test's worth: ten portions of menus 1 and 2, a clock that stands still, and
 * mishaps where the test wants them.
 */
export function createRig() {
  const stores = new MemoryStores();
  const clock = { nowMs: 1_000_000, remainingMs: 25_000 };
  const mishaps: { on: Dependency; matching: string; mishap: Mishap; times: number }[] = [];
  const calls: string[] = [];
  let orderIds = 100;
  let attemptIds = 0;
  stores.now = () => clock.nowMs;
  stores.stock.set(1, 10).set(2, 10);

  const call: Call = async (dependency, what, effect) => {
    calls.push(what);
    const planned = mishaps.find(
      ({ on, matching, times }) => on === dependency && what.startsWith(matching) && times > 0,
    );
    if (planned) planned.times--;
    if (planned?.mishap !== 'lost') {
      const value = effect();
      if (!planned) return value;
    }
    throw new AppError('dependency_timeout', `${dependency} did not answer in time`);
  };
  const deps = createMemoryDeps(stores, call, {
    newOrderId: () => orderIds++,
    newAttemptId: () => `attempt-${attemptIds++}`,
  });
  return {
    deps,
    stores,
    clock,
    calls,
    /** The next calls whose text starts with `matching` go wrong. */
    fail(on: Dependency, matching: string, mishap: Mishap = 'lost', times = Number.POSITIVE_INFINITY): void {
      mishaps.push({ on, matching, mishap, times });
    },
    heal(): void {
      mishaps.length = 0;
    },
    command(overrides: Partial<PlaceOrderCommand> = {}): PlaceOrderCommand {
      return {
        token: 'token',
        lines: [{ menuId: 1, quantity: 2 }],
        address: 'Seoul',
        phone: '010',
        remainingMs: () => clock.remainingMs,
        ...overrides,
      };
    },
    withKey(key: string, bodyHash = 'body'): Partial<PlaceOrderCommand> {
      return { idempotencyOf: (userId) => ({ key: `idem#${userId}#${key}`, bodyHash }) };
    },
    /** The only order there is. */
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
