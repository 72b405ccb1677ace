import { expect, test } from 'vitest';
import { actsIn, canBeHit } from './can-be-hit.ts';

const ROUTE = { path: '/orders', stores: ['orders.get', 'redis'] };
const CONSUMER = { stores: ['orders.get', 'redis'] };

test('a fault of handlers acts on the routes that name it', () => {
  expect(canBeHit('user', { path: '/login', faults: ['delay'] })).toBe(true);
  expect(canBeHit('user', { path: '/health' })).toBe(false);
  expect(actsIn('delay', 'order.handler', CONSUMER)).toBe(false);
});

test('a fault of consumers acts on them, and on no route', () => {
  expect(actsIn('delay', 'order.consumer', CONSUMER)).toBe(true);
  expect(actsIn('delay', 'order.consumer', ROUTE)).toBe(false);
});

test('a fault at a port acts in every function that calls the port', () => {
  expect(actsIn('delay', 'order.redis.run', ROUTE)).toBe(true);
  expect(actsIn('delay', 'order.redis.run', CONSUMER)).toBe(true);
  expect(actsIn('delay', 'order.redis.run', { path: '/orders', stores: ['orders.query'] })).toBe(false);
});

test('a decline acts where it is named, not in all that write to the ledger', () => {
  expect(actsIn('payment_fail', 'order.payments.charge', { path: '/orders', faults: ['payment_fail'] })).toBe(
    true,
  );
  expect(actsIn('payment_fail', 'order.payments.charge', { stores: ['payments.put'] })).toBe(false);
});
