import type { Order } from '#functions/order/domain/order';
import type { Change, OrderDeps, OrderStore } from '#functions/order/domain/ports';
import { MemoryStores, STORE_RULES, type StoreRules } from '#functions/order/in-memory/stores';
import { DOMAIN, type Domain } from './domain.ts';

/** The protocol without one of its rules. Mutants change ports, so they do not depend on how the code is written. */
export interface Mutant {
  readonly name: string;
  readonly domain?: Partial<Domain>;
  readonly rules?: Partial<StoreRules>;
  readonly keyInTransaction?: boolean;
}

type PortChange = <Deps extends OrderDeps>(deps: Deps) => Deps;

/** Makes a mutant that places orders with changed ports. */
const placing = (change: PortChange): Partial<Domain> => ({
  placeOrder: (deps, command) => DOMAIN.placeOrder(change(deps), command),
});
const cancelling = (change: PortChange): Partial<Domain> => ({
  cancelOrder: (deps, command) => DOMAIN.cancelOrder(change(deps), command),
});
const recovering = (change: PortChange): Partial<Domain> => ({
  recoverOrder: (deps, message, act) => DOMAIN.recoverOrder(change(deps), message, act),
});
const everywhere = (change: PortChange): Partial<Domain> => ({
  ...placing(change),
  ...cancelling(change),
  ...recovering(change),
});

const withStore =
  (replaced: (orders: OrderStore, deps: OrderDeps) => Partial<OrderStore>): PortChange =>
  (deps) => ({ ...deps, orders: { ...deps.orders, ...replaced(deps.orders, deps) } });

const withoutBill = (isMeant: (change: Change) => boolean): PortChange =>
  withStore((orders) => ({
    update: (id, { bill, ...change }) =>
      orders.update(id, { ...change, bill: isMeant(change) ? undefined : bill }),
  }));

const undoneBeforeDecided: PortChange = withStore((orders, { inventory, payments }) => ({
  async update(id, change) {
    if (change.status === 'failed') {
      await inventory.release(id);
      const charge = await payments.close(id);
      if (charge.outcome === 'charged') await payments.refund(id, charge.amount);
    }
    return orders.update(id, change);
  },
}));

const messageAfterPut: PortChange = (deps) => {
  let announce = async (): Promise<void> => {};
  return {
    ...deps,
    recovery: {
      async send(...message) {
        announce = () => deps.recovery.send(...message);
      },
    },
    orders: {
      ...deps.orders,
      async put(...order) {
        const put = await deps.orders.put(...order);
        if (put.kind === 'placed') await announce();
        return put;
      },
    },
  };
};

const presentStatusReplayed: PortChange = withStore((orders) => ({
  async get(id) {
    const order = await orders.get(id);
    const isReplaced = order?.outcome === 'confirmed' || order?.outcome === 'payment_failed';
    return isReplaced ? { ...order, outcome: undefined } : order;
  },
}));

const failedReserveRefused: PortChange = (deps) => ({
  ...deps,
  inventory: {
    ...deps.inventory,
    reserve: (...asked) => deps.inventory.reserve(...asked).catch(() => ({ outcome: 'refused' })),
  },
});

const notBumped: PortChange = (deps) => ({ ...deps, cache: { bump: async () => {} } });

/** An order found at rest is still bumped. */
const notBumpedAfterWrite: PortChange = (deps) => {
  let hasWritten = false;
  return {
    ...deps,
    orders: {
      ...deps.orders,
      update(...change) {
        hasWritten = true;
        return deps.orders.update(...change);
      },
    },
    cache: { bump: async (id) => (hasWritten ? undefined : deps.cache.bump(id)) },
  };
};

const quoteCharged: PortChange = (deps) => {
  const quotes = new Map<number, Order>();
  return {
    ...deps,
    orders: {
      ...deps.orders,
      put(order, idempotency) {
        quotes.set(order.id, order);
        return deps.orders.put(order, idempotency);
      },
    },
    payments: { ...deps.payments, charge: (id, bill) => deps.payments.charge(id, quotes.get(id) ?? bill) },
  };
};

const orderTotalRefunded: PortChange = (deps) => {
  const totals = new Map<number, number>();
  const seen = (order: Order): void => void totals.set(order.id, order.totalPrice);
  return {
    ...deps,
    orders: {
      ...deps.orders,
      async get(id) {
        const order = await deps.orders.get(id);
        if (order) seen(order);
        return order;
      },
      async update(id, change) {
        const updated = await deps.orders.update(id, change);
        seen(updated.order);
        return updated;
      },
    },
    payments: {
      ...deps.payments,
      refund: (id, amount) => deps.payments.refund(id, totals.get(id) ?? amount),
    },
  };
};

export const MUTANTS: readonly Mutant[] = [
  { name: 'undo before deciding', domain: recovering(undoneBeforeDecided) },
  { name: 'no tombstone on release', rules: { releaseTombstone: false } },
  { name: 'no tombstone on refund', rules: { refundTombstone: false } },
  {
    name: 'recovery acknowledged when the order is missing',
    domain: recovering(withStore(() => ({ putVoid: async (id) => new MemoryStores().putVoid(id) }))),
  },
  { name: 'put before its message', domain: placing(messageAfterPut) },
  {
    name: 'cancel without its message',
    domain: cancelling((deps) => ({ ...deps, recovery: { send: async () => {} } })),
  },
  {
    name: 'cancel not carried out by recovery',
    domain: {
      recoverOrder: (deps, message, act) => DOMAIN.recoverOrder(deps, { ...message, cancel: undefined }, act),
    },
  },
  { name: 'one attempt id for all steps', rules: { attemptPerStep: false } },
  { name: 'replay from the present status', domain: placing(presentStatusReplayed) },
  {
    name: 'a refusal not recorded by the restaurant owing nothing',
    domain: placing(failedReserveRefused),
  },
  { name: 'redraw of payment on retry', rules: { declineStored: false } },
  { name: 'key outside the transaction', keyInTransaction: false },
  {
    name: 'cache without generation',
    domain: {
      createGenerationCache: (redis, options) =>
        DOMAIN.createGenerationCache(redis, { ...options, newToken: () => 'always'.padEnd(36) }),
    },
  },
  { name: 'a state answered before its bump', domain: placing(notBumped) },
  { name: 'recovery without a bump', domain: recovering(notBumpedAfterWrite) },
  { name: 'the quote charged', domain: placing(quoteCharged) },
  { name: "the order's total refunded", domain: everywhere(orderTotalRefunded) },
  {
    name: 'confirmed without the recorded prices',
    domain: everywhere(withoutBill(({ status }) => status === 'confirmed')),
  },
  {
    name: 'failed without the recorded prices',
    domain: everywhere(withoutBill(({ status }) => status === 'failed')),
  },
  {
    name: 'settled without the charged prices',
    domain: everywhere(withoutBill(({ status }) => status === undefined)),
  },
  { name: "a repeated reserve answered with today's prices", rules: { pricesRecorded: false } },
];

/** The options under which histories run without that rule. */
export function optionsOf({ domain, rules, keyInTransaction = true }: Mutant) {
  return { domain: { ...DOMAIN, ...domain }, rules: { ...STORE_RULES, ...rules }, keyInTransaction };
}
