import { expect, test } from 'vitest';
import { via } from '#shared/faults/points/adapter';
import { handlerPoint } from '#shared/faults/points/point';
import { createFaults, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import { placeOrder } from '../domain/place-order.ts';
import { createRig } from '../in-memory/rig.ts';

/** The order service over memory, with these rules on. */
async function shop(...rules: object[]) {
  const rig = createRig();
  const { faults } = createFaults('order', parameterOf({ rules }));
  await faults.refresh();
  const { orders, payments, inventory, recovery, cache, menus } = rig.deps;
  const deps = {
    ...rig.deps,
    ...faults.ports({
      orders: via('dynamodb')(orders),
      payments: via('dynamodb', 'payment')(payments),
      inventory: via('http')(inventory),
      recovery: via('sqs')(recovery),
      cache: via('redis')(cache),
      menus: via('http')(menus),
    }),
  };
  const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };
  const place = (overrides = {}) =>
    faults
      .enter(handlerPoint('order'), scope, () => placeOrder(deps, rig.command(overrides)))
      .catch(() => undefined);
  return { ...rig, place };
}

const without = (protection: string) => ({
  id: protection,
  point: 'order.*',
  mode: 'unprotected',
  protection,
});
const lostDecision = { id: 'lost', point: 'order.orders.update', mode: 'exception', when: 'after', times: 1 };

test.each([
  [[], 8],
  [[without('decide_first')], 10],
])(
  'with a lost answer to the decision and %j, %i portions are left of a confirmed order',
  async (rules, left) => {
    const { place, stores, order } = await shop(lostDecision, ...rules);

    await place();

    expect(order().status).toBe('confirmed');
    expect(stores.stock.get(1)).toBe(left);
  },
);

test.each([
  [[], 10],
  [[without('compensation')], 8],
])('after a declined payment and %j, %i portions are left', async (rules, left) => {
  const { place, stores, order } = await shop(...rules);
  stores.declines = () => true;

  await place();

  expect(order()).toMatchObject({ status: 'failed', compensationDue: false });
  expect(stores.stock.get(1)).toBe(left);
});

test.each([
  [[], 1],
  [[without('idempotency_key')], 2],
])('a repeat under the same key, with %j, makes %i orders', async (rules, orders) => {
  const { place, stores, withKey } = await shop(...rules);

  await place(withKey('k'));
  await place(withKey('k'));

  expect(stores.orders.size).toBe(orders);
});

test.each([
  [[], 1],
  [[without('recovery_message')], 0],
])('with %j, %i recovery messages are sent', async (rules, messages) => {
  const { place, calls } = await shop(...rules);

  await place();

  expect(calls.filter((call) => call.startsWith('send'))).toHaveLength(messages);
});

test.each([
  [[], 2_002],
  [[without('recorded_price')], 2_000],
])(
  'a price that rises from 1,000 to 1,001 after the quote, with %j: two portions cost %i',
  async (rules, paid) => {
    const { place, stores, order } = await shop(...rules);
    const reserve = stores.reserve.bind(stores);
    stores.reserve = (...asked) => {
      stores.prices.set(1, 1_001);
      return reserve(...asked);
    };

    await place();

    expect(order().totalPrice).toBe(paid);
  },
);

test('without generations the cache keeps what was there before a write', async () => {
  const bumps = async (...rules: object[]) => {
    const { place, calls } = await shop(...rules);
    await place();
    return calls.filter((call) => call.startsWith('bump')).length;
  };

  expect(await bumps()).toBeGreaterThan(0);
  expect(await bumps(without('cache_generation'))).toBe(0);
});
