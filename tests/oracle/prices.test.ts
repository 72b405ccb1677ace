import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import { readLedgerOf } from '#oracle/stores/read-ledger';
import type { TestUser } from '#tests/support/api/client';
import { corruptionOf } from './corruption.ts';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';

let judged: JudgedEngine;
let plant: ReturnType<typeof corruptionOf>;
let buyer: TestUser;

beforeAll(async () => {
  judged = await startJudgedEngine({
    PENDING_MS: '1500',
    RECOVERY_DELAY_MS: '2000',
    CANCEL_RECOVERY_DELAY_MS: '2000',
  });
  plant = corruptionOf(judged.stores);
  buyer = await judged.api.newUser();
});
afterAll(() => judged[Symbol.asyncDispose]());
beforeEach(() => judged.api.calm());

const LINES = [
  { menu_id: 1, quantity: 2 },
  { menu_id: 2, quantity: 1 },
  { menu_id: 1, quantity: 1 },
];
const [PRICE_OF_1, PRICE_OF_2] = [18_000, 19_000];
const [STALE, TOTAL] = [1, 3 * PRICE_OF_1 + PRICE_OF_2];

/** Gives the cached copies of both menus another price, under the generation in force. */
async function poison(price: unknown = STALE): Promise<void> {
  for (const menuId of [1, 2]) {
    const { body } = await judged.api.menu(menuId);
    await plant.setCopy(`menu:${menuId}`, { ...body, price });
    expect((await judged.api.menu(menuId)).body.price).toBe(price);
  }
}
const amounts = async (orderId: number) => {
  const entries = await readLedgerOf(judged.stores, orderId);
  return Object.fromEntries(entries.map(({ entryId, outcome, amount }) => [entryId, `${outcome} ${amount}`]));
};
const shown = ({ body }: { body: { total_price: number; items: readonly { price: number }[] } }) => [
  body.total_price,
  ...body.items.map(({ price }) => price),
];
async function objections(): Promise<Record<string, unknown>> {
  const { results } = await judge(judged.stores, { bounds: DEFAULT_BOUNDS, settleMs: 20_000 });
  const violated = results.filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(violated.map(({ rule, violations }) => [rule.name, violations]));
}

test('a poisoned copy sells nothing cheaper: charge, answer, order and refund are what the restaurant recorded', async () => {
  const { api } = judged;
  await poison();

  const key = { 'idempotency-key': 'poisoned' };
  const answer = await api.order(buyer, LINES, key);
  const { id } = answer.body;

  expect(answer).toMatchObject({ status: 201, body: { status: 'confirmed' } });
  expect(shown(answer)).toEqual([TOTAL, PRICE_OF_1, PRICE_OF_2, PRICE_OF_1]);
  expect(await amounts(id)).toEqual({ charge: `charged ${TOTAL}` });
  expect((await api.getOrder(id)).body).toEqual(answer.body);
  expect((await api.order(buyer, LINES, key)).body).toEqual(answer.body);
  expect(await objections()).toEqual({});

  expect((await api.cancel(id)).status).toBe(200);
  expect(await amounts(id)).toEqual({ charge: `charged ${TOTAL}`, refund: `refunded ${TOTAL}` });
  expect(shown(await api.getOrder(id))).toEqual(shown(answer));
  expect(await objections()).toEqual({});
});

test.each([0, -18_000, 0.5, 9_007_199_254_740_991, 1e300, '18000', null])(
  'a copy that says %j sells at the price of the restaurant too',
  async (price) => {
    await poison(price);

    const answer = await judged.api.order(buyer, LINES);

    expect(answer.status).toBe(201);
    expect(shown(answer)).toEqual([TOTAL, PRICE_OF_1, PRICE_OF_2, PRICE_OF_1]);
    expect(await amounts(answer.body.id)).toEqual({ charge: `charged ${TOTAL}` });
  },
);

test('a price that changed while its old copy was cached is charged as it is now', async () => {
  const { api } = judged;
  const setPrice = (price: number) => plant.sql('UPDATE menus SET price = $1 WHERE id = 3', [price]);
  const before = await api.menu(3);
  await setPrice(before.body.price + 500);
  expect((await api.menu(3)).body.price).toBe(before.body.price);

  const answer = await api.order(buyer, [{ menu_id: 3, quantity: 2 }]);
  await setPrice(before.body.price);
  await api.cancel(answer.body.id);

  const total = 2 * (before.body.price + 500);
  expect(shown(answer)).toEqual([total, total / 2]);
  expect(await amounts(answer.body.id)).toEqual({
    charge: `charged ${total}`,
    refund: `refunded ${total}`,
  });
  expect(shown(await api.getOrder(answer.body.id))).toEqual([total, total / 2]);
  expect(await objections()).toEqual({});
});

test('a declined order shows what was asked for', async () => {
  const { api } = judged;
  await api.chaos('order', 'payment_fail', { fail_percent: 100 });
  await poison();

  const answer = await api.order(buyer, LINES);

  expect(answer).toMatchObject({ status: 201, body: { status: 'failed' } });
  expect(shown(answer)).toEqual([TOTAL, PRICE_OF_1, PRICE_OF_2, PRICE_OF_1]);
  expect(shown(await api.getOrder(answer.body.id))).toEqual(shown(answer));
  expect(await objections()).toEqual({});
});

test('an order whose function was killed after the charge gets back what was charged, and shows it', async () => {
  const { api } = judged;
  await poison();
  const { body } = await api.order(buyer, LINES);
  // The state between charge and confirmation.
  await plant.setOrder(body.id, {
    status: 'pending',
    payment_status: 'pending',
    outcome: undefined,
    decided_at: undefined,
    decided_by: undefined,
    deadline: Date.now() - 1,
    lines: LINES.map((line) => ({ ...line, price: STALE, name: 'poisoned' })),
    total_price: 4 * STALE,
  });

  await expect.poll(async () => (await amounts(body.id)).refund).toBe(`refunded ${TOTAL}`);
  expect(await objections()).toEqual({});
  const order = await api.getOrder(body.id);
  expect(order.body).toMatchObject({ status: 'failed', payment_status: 'refunded' });
  expect(shown(order)).toEqual(shown({ body }));
});

test('an order of an earlier version, whose charge does not name its lines, is refunded by the ledger', async () => {
  const { api } = judged;
  const { body } = await api.order(buyer, LINES);
  await plant.putEntry(body.id, 'charge', { outcome: 'charged', amount: TOTAL });

  expect((await api.cancel(body.id)).status).toBe(200);

  expect(await amounts(body.id)).toEqual({ charge: `charged ${TOTAL}`, refund: `refunded ${TOTAL}` });
  expect(shown(await api.getOrder(body.id))).toEqual(shown({ body }));
  expect(await objections()).toEqual({});
});

// The last one: its price stays in the cache.
test('an order beyond what can be added up exactly is refused in one sentence', async () => {
  const { api } = judged;
  const dearest = 2_147_483_647;
  const { rows } = await plant.sql('SELECT price FROM menus WHERE id = 4');
  await plant.sql('UPDATE menus SET price = $1 WHERE id = 4', [dearest]);
  const items = Array.from({ length: 5 }, () => ({ menu_id: 4, quantity: 1_000_000 }));

  const answer = await api.order(buyer, items);

  expect(answer).toMatchObject({
    status: 422,
    body: {
      code: 'validation_failed',
      detail: [{ loc: ['body', 'items'], msg: 'An order may come to at most 9007199254740991 won' }],
    },
  });
  await plant.sql('UPDATE menus SET price = $1 WHERE id = 4', [rows[0].price]);
});
