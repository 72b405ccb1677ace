import { expect, test } from 'vitest';
import type { OrderEventKind, OrderHistoryBody, OrderStore } from '#shared/console/order-history';
import { historyUntil } from './past.ts';

const event = (second: number, kind: OrderEventKind, store: OrderStore = 'orders') => ({
  ...{ at: new Date(second * 1_000).toISOString(), after_ms: 0, store, kind, about: '', what: '' },
});
const of = (now: Partial<OrderHistoryBody>, ...events: OrderHistoryBody['events']): OrderHistoryBody => ({
  ...{ order_id: 1, user_id: 2, total_price: 5, cache: { agrees: true, ttl_seconds: 3 } },
  ...now,
  events,
});
/** State, outcome, payment and whether something is owed, at each second from 0 on. */
const states = (history: OrderHistoryBody, seconds: number) =>
  Array.from({ length: seconds }, (_, second) => {
    const then = historyUntil(history, second * 1_000);
    return then && [then.status, then.outcome, then.payment_status, then.compensation_due];
  });

test('an order that failed was pending, then owed something, then was at rest', () => {
  const history = of(
    { status: 'failed', outcome: 'timed_out', payment_status: 'refunded', compensation_due: false },
    ...[event(1, 'placed'), event(2, 'reserved', 'stock'), event(3, 'decided'), event(4, 'at_rest')],
  );

  expect(states(history, 5)).toEqual([
    undefined,
    ['pending', null, 'pending', false],
    ['pending', null, 'pending', false],
    ['failed', 'timed_out', 'failed', true],
    ['failed', 'timed_out', 'refunded', false],
  ]);
  expect(historyUntil(history, 2_000)).toMatchObject({ cache: null, total_price: 5, user_id: 2 });
  expect(historyUntil(history, 2_000)?.events).toHaveLength(2);
});

test('an order that was cancelled was confirmed before', () => {
  const history = of(
    { status: 'cancelled', outcome: 'confirmed', payment_status: 'completed', compensation_due: true },
    ...[event(1, 'placed'), event(2, 'decided'), event(3, 'cancelled')],
  );

  expect(states(history, 4).slice(1)).toEqual([
    ['pending', null, 'pending', false],
    ['confirmed', 'confirmed', 'completed', false],
    ['cancelled', 'confirmed', 'completed', true],
  ]);
});

test('what stores hold of an order that was never placed has no state', () => {
  const history = of({ status: 'void' }, event(1, 'charge_closed', 'payments'));

  expect(historyUntil(history, 1_000)?.status).toBeUndefined();
});
