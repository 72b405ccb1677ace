import { expect, test } from 'vitest';
import { OrderStatus } from '#functions/order/schemas';
import { stepsReached } from './progress.ts';
import { stockLevel } from './stock-level.ts';
import { ORDERS_HASH, orderHash, viewOf } from './view.ts';

test('an order that failed or was cancelled has no progress, every other one has', () => {
  expect(OrderStatus.options.filter((status) => stepsReached(status) === 0)).toEqual(['cancelled', 'failed']);
  expect([stepsReached('pending'), stepsReached('delivered')]).toEqual([1, 5]);
});

test.each([
  [0, 'soldOut'],
  [1, 'low'],
  [10, 'low'],
  [11, 'plenty'],
] as const)('%i left: %s', (inventory, level) => {
  expect(stockLevel(inventory)).toBe(level);
});

test('the address names what is shown', () => {
  expect(viewOf(ORDERS_HASH)).toEqual({ name: 'orders', orderId: undefined });
  expect(viewOf(orderHash(42))).toEqual({ name: 'orders', orderId: 42 });
  expect(['', '#/', '#/orders/x', '#/ordersx'].map(viewOf)).toEqual(Array(4).fill({ name: 'menu' }));
});
