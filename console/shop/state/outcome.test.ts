import { expect, test } from 'vitest';
import { orderRoutes } from '#functions/order/routes';
import type { Order } from '../api/wire.ts';
import { outcomeOf } from './outcome.ts';

const ORDER_ID = 42;
const problem = (code: string, orderId?: number) =>
  outcomeOf({ body: undefined, problem: { code, orderId, fields: [] } });
const order = (status: Order['status']): Order => ({
  ...{ id: ORDER_ID, status, payment_status: 'completed', total_price: 1, created_at: '' },
  ...{ items: [], address: '', phone: '' },
});

test.each([
  ['confirmed', 'confirmed', 'none'],
  ['failed', 'paymentDeclined', 'new'],
  ['cancelled', 'cancelledMeanwhile', 'none'],
] as const)('an order that is %s: %s', (status, name, retry) => {
  expect(outcomeOf({ body: order(status), problem: undefined })).toEqual({
    ...{ name, retry, orderId: ORDER_ID, isUnknown: false },
  });
});

test.each(['order_undecided', 'order_in_progress', 'internal', 'injected_error', 'timeout', 'no_answer'])(
  'after %s the order may exist, so it is sent again under its key',
  (code) => {
    expect(problem(code)).toMatchObject({ retry: 'same' });
    expect(problem(code, ORDER_ID)).toMatchObject({ retry: 'same', orderId: ORDER_ID });
  },
);

test.each(['dependency_unavailable', 'dependency_failed', 'dependency_timeout'])(
  '%s is the decision of an order, whose key would answer the same again',
  (code) => {
    expect(problem(code, ORDER_ID)).toMatchObject({ retry: 'new' });
    expect(problem(code)).toMatchObject({ retry: 'same' });
  },
);

test('every error that the route lists has a sentence of its own', () => {
  const codes = orderRoutes.routes.placeOrder.errors;

  expect(codes.filter((code) => problem(code).name === 'failed')).toEqual([]);
});
