import { billOf } from '#functions/order/domain/order';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { createArgon2Passwords } from '#functions/user/adapters/argon2-passwords';
import { createServiceTokens, createUserTokens } from '#shared/auth/tokens';
import { pendingOrder } from './pending-order.ts';

type Call = (number: number) => Promise<readonly (readonly unknown[])[]> | readonly (readonly unknown[])[];

const one = (...args: readonly unknown[]) => [args];
const LINES = [1, 2].map((menuId) => ({ menuId, quantity: 1, price: 1_000, name: 'menu' }));
const BILL = billOf(LINES);

/** The order of this number, of user 7. */
const order = (id: number) => pendingOrder(id, LINES);

/** The order that is read, and those that are written: beyond any number of a call. */
const READ = 900_000;
const NEW = 1_000;

const user = (id: number) => ({
  id,
  username: `user${id}`,
  email: `${id}@example.com`,
  createdAt: new Date(),
});
const change = { from: ['pending'], status: 'confirmed', outcome: 'confirmed', compensationDue: false };
const userToken = createUserTokens('a secret of the tests');
const passwords = createArgon2Passwords();
const serviceToken = createServiceTokens('another secret of the tests');

/** Arguments of calls of each port that its adapter answers; several where its modes need several kinds of calls. */
export const PORT_CALLS: Readonly<Record<string, Call>> = {
  'user.tokens.sign': () => one({ userId: 7, username: 'hong' }),
  'user.tokens.verify': async (n) => one(await userToken.sign({ userId: n, username: 'hong' })),
  'user.users.insert': (n) => [1, 2].map((attempt) => [user(NEW + n), 'hash', `attempt-${n}-${attempt}`]),
  'user.users.find': () => one(READ),
  'user.users.findCredentials': () => one(`user${READ}`),
  'user.passwords.hash': () => one('a password'),
  'user.passwords.verify': async () => [
    ['a password', undefined],
    ['a password', await passwords.hash('a password')],
  ],
  'restaurant.serviceTokens.verify': async () => one(await serviceToken.sign('restaurant'), 'restaurant'),
  'restaurant.restaurants.find': () => one(1),
  'restaurant.restaurants.listRestaurants': () => one(),
  'restaurant.menus.list': () => one(FIRST_MENUS),
  'restaurant.menus.find': () => one(1),
  'restaurant.inventory.change': (n) => one(`change-${n}`, 1, 1),
  'restaurant.inventory.reserve': (n) => [
    [NEW + n, LINES],
    [NEW + n, LINES],
  ],
  'restaurant.inventory.release': (n) => one(NEW + n),
  'restaurant.cache.changed': () => one([1]),
  'order.userTokens.verify': async (n) => one(await userToken.sign({ userId: n, username: 'hong' })),
  'order.orders.get': () => one(READ),
  'order.orders.findKey': () => one(`key-${READ}`),
  'order.orders.put': (n) => [
    [order(NEW + 2 * n)],
    [order(NEW + 2 * n + 1), { key: `key-${n}`, bodyHash: 'hash' }],
  ],
  'order.orders.putVoid': (n) => one(10 * NEW + n),
  'order.orders.update': () => one(READ, change),
  'order.orders.list': () => one(7, 10, undefined),
  'order.reader.find': () => one(READ),
  'order.payments.charge': (n) => one(NEW + n, BILL),
  'order.payments.close': (n) => one(10 * NEW + n),
  'order.payments.refund': (n) => one(20 * NEW + n, 2_000),
  'order.inventory.reserve': (n) => one(NEW + n, LINES),
  'order.inventory.release': (n) => one(NEW + n),
  'order.recovery.send': (n) => one({ orderId: NEW + n, sinceMs: 1 }, 0),
  'order.cache.bump': (n) => one(NEW + n),
  'order.users.validate': () => one('token'),
  'order.menus.quote': () => one([1, 2]),
};

/** Calls of the same service that make its cached values stale, so that a read reaches the store below. */
export const CALL_BEFORE: Readonly<
  Record<string, { readonly point: string; readonly args: readonly unknown[] }>
> = {
  'restaurant.menus.list': { point: 'restaurant.cache.changed', args: [[1]] },
  'restaurant.menus.find': { point: 'restaurant.cache.changed', args: [[1]] },
  'order.reader.find': { point: 'order.cache.bump', args: [READ] },
};

/** What reads find. */
export const FOUND = {
  order: order(READ),
  idempotency: { key: `key-${READ}`, bodyHash: 'hash' },
  user: user(READ),
};
