import { expect, test } from 'vitest';
import type { Order } from '#functions/order/domain/order';
import type { Attempt, CancelAttempt, OrderAttempt } from '#load/history/attempt';
import { clientKnowledge } from './client-knowledge.ts';
import { historyChecks } from './history-checks.ts';

const USER = 7;
const FACTS = {
  ...{ journey: 'order', user_id: USER, request_id: 'r', trace_id: 't' },
  ...{ due_at_ms: 0, sent_at_ms: 0, ended_at_ms: 1, code: null },
};
const answered = (order_id: number, status = 'confirmed', key = `key ${order_id}`): OrderAttempt => ({
  kind: 'order',
  ...FACTS,
  outcome: `201 ${status}`,
  status: 201,
  idempotency_key: key,
  items: [{ menu_id: 1, quantity: 1 }],
  order_id,
  acknowledged: { status, payment_status: 'completed', total_price: 9_000 },
});
const unanswered = (key: string): OrderAttempt => ({
  ...answered(0, 'confirmed', key),
  outcome: 'no answer: timeout',
  status: null,
  order_id: null,
  acknowledged: null,
});
const cancelled = (order_id: number, acknowledged: boolean): CancelAttempt => ({
  kind: 'cancel',
  ...FACTS,
  outcome: acknowledged ? '200' : 'no answer: reset',
  status: acknowledged ? 200 : null,
  order_id,
  acknowledged,
});
const stored = (id: number, status: Order['status'] = 'confirmed', totalPrice = 9_000) =>
  ({ id, userId: USER, status, totalPrice }) as Order;

/** Names of the checks that fail. */
async function failing(attempts: readonly Attempt[], ...orders: readonly Order[]): Promise<string[]> {
  const known = await clientKnowledge(attempts);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return historyChecks(known, byId, new Set([USER]))
    .filter(({ holds }) => !holds)
    .map(({ name }) => name);
}

test('orders that ended as they were answered keep every promise', async () => {
  const attempts = [
    answered(1),
    answered(2, 'failed'),
    answered(3),
    cancelled(3, true),
    answered(4),
    cancelled(4, false),
  ];

  expect(
    await failing(attempts, stored(1), stored(2, 'failed'), stored(3, 'cancelled'), stored(4, 'cancelled')),
  ).toEqual([]);
});

test.each([
  ['is gone', [answered(1)], []],
  ['ended otherwise', [answered(1)], [stored(1, 'failed')]],
  ['costs something else', [answered(1)], [stored(1, 'confirmed', 9_001)]],
  ['was not cancelled as answered', [answered(1), cancelled(1, true)], [stored(1)]],
  ['was cancelled by nobody', [answered(1)], [stored(1, 'cancelled')]],
  [
    'was answered under two keys',
    [answered(1, 'confirmed', 'one'), answered(1, 'confirmed', 'other'), unanswered('third')],
    [stored(1)],
  ],
] as const)('an order that %s breaks a promise', async (_, attempts, orders) => {
  expect(await failing(attempts, ...orders)).toEqual(['acknowledged']);
});

test('an order that nobody was told of belongs to a client in doubt', async () => {
  expect(await failing([unanswered('one')], stored(1))).toEqual([]);
  expect(await failing([answered(1)], stored(1), stored(2))).toEqual(['accounted-for', 'ordered-once']);
});

test('a request that was never sent leaves no client in doubt', async () => {
  const unsent = { ...unanswered('one'), outcome: 'no answer: breaker_open', sent_at_ms: null };

  expect(await failing([unsent], stored(1))).toEqual(['accounted-for']);
});

test('a client that repeated under one key has one order', async () => {
  const attempts = [unanswered('one'), answered(1, 'confirmed', 'one')];

  expect(await failing(attempts, stored(1))).toEqual([]);
  expect(await failing(attempts, stored(1), stored(2))).toEqual(['ordered-once']);
});

test('a tombstone is no order, and orders of others are not judged', async () => {
  const other = { ...stored(9), userId: 8 };

  expect(await failing([answered(1)], stored(1), stored(2, 'void'), other)).toEqual([]);
});
