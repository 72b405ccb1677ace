import type { PlaceOrderDeps } from '../domain/place-order.ts';
import { TIMING } from '../domain/timing.ts';
import type { MemoryStores } from './stores.ts';

export type Dependency = 'orders' | 'payments' | 'restaurant' | 'database' | 'users' | 'queue' | 'redis';

/** Carries one call to a store: at once, or with delays and failures. */
export type RunCall = <T>(dependency: Dependency, what: string, effect: () => T) => Promise<T>;

export type MemoryDeps = PlaceOrderDeps & {
  readonly limits: { cancelRecoveryDelayMs: number; undoMs: number };
};

/** The ports of the order domain over {@link MemoryStores}, with the protocol's own numbers. */
export function createMemoryDeps(
  stores: MemoryStores,
  call: RunCall,
  ids: { newOrderId(): number; newAttemptId(): string },
): MemoryDeps {
  return {
    users: { validate: () => call('users', 'validate', () => ({ userId: 7 })) },
    menus: {
      quote: (menuIds) =>
        call(
          'restaurant',
          'quote',
          () => new Map(menuIds.map((id) => [id, { price: stores.priceOf(id), name: `menu ${id}` }])),
        ),
    },
    orders: {
      get: (id) => call('orders', `get ${id}`, () => stores.orders.get(id)),
      put: (order, key) => call('orders', `put ${order.id}`, () => stores.putOrder(order, key)),
      findKey: (key) => call('orders', `get ${key}`, () => stores.keys.get(key)),
      putVoid: (id) => call('orders', `put void ${id}`, () => stores.putVoid(id)),
      update: (id, change) =>
        call('orders', `${id}: ${change.from.join('|')} -> ${change.status ?? 'settled'}`, () =>
          stores.updateOrder(id, change),
        ),
    },
    payments: {
      charge: (id, bill) => call('payments', `charge ${id}`, () => stores.charge(id, bill)),
      close: (id) => call('payments', `close ${id}`, () => stores.closeCharge(id)),
      refund: (id, amount) => call('payments', `refund ${id}`, () => stores.refund(id, amount)),
    },
    inventory: {
      reserve: (id, lines) => call('restaurant', `reserve ${id}`, () => stores.reserve(id, lines)),
      release: (id) => call('restaurant', `release ${id}`, () => stores.release(id)),
    },
    recovery: {
      send: (message, delayMs) =>
        call('queue', `send ${JSON.stringify(message)} in ${delayMs} ms`, () => {
          stores.send(message, delayMs);
        }),
    },
    cache: {
      bump: (id) =>
        call('redis', `bump ${id}`, () => {
          stores.bumped.push(id);
        }).catch(() => {}),
    },
    limits: TIMING,
    now: () => stores.now(),
    ...ids,
  };
}
