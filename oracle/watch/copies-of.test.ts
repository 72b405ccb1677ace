import { expect, test } from 'vitest';
import { copiesOf } from './copies-of.ts';

test('copies are counted by kind, menus from the first and orders from the newest', () => {
  expect(copiesOf(['order:7', 'menu:10', 'menus', 'order:12', 'menu:2', 'theirs'])).toEqual({
    list: { count: 1, keys: ['menus'] },
    menus: { count: 2, keys: ['menu:2', 'menu:10'] },
    orders: { count: 2, keys: ['order:12', 'order:7'] },
  });
});

test('the number is of all keys, also where not all are listed', () => {
  const { orders } = copiesOf(Array.from({ length: 100 }, (_, at) => `order:${at}`));

  expect(orders.count).toBe(100);
  expect(orders.keys.length).toBeLessThan(20);
  expect(orders.keys[0]).toBe('order:99');
});
