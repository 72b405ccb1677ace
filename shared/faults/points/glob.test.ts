import { expect, test } from 'vitest';
import { globPattern } from './glob.ts';

test.each([
  ['order.handler', 'order.handler', true],
  ['order.handler', 'order.handlers', false],
  ['*', 'order.payments.charge', true],
  ['order.*', 'order.payments.charge', true],
  ['order.*.charge', 'order.payments.charge', true],
  ['*.charge', 'order.payments.charge', true],
  ['order.*charge*', 'order.payments.charge', true],
  ['order.*.charge', 'user.payments.charge', false],
  ['*.get*', 'order.orders.put', false],
  ['or*order', 'order', false],
  ['order.+', 'order.handler', false],
  ['/orders/{order_id}', '/orders/{order_id}', true],
])('%s on %s: %s', (glob, text, matches) => {
  expect(globPattern(glob).test(text)).toBe(matches);
});

test('a pattern with many stars costs little', () => {
  const startedAt = performance.now();

  expect(globPattern(`${'*a'.repeat(2_000)}b`).test('a'.repeat(4_000))).toBe(false);

  expect(performance.now() - startedAt).toBeLessThan(100);
});
