import { expect, test } from 'vitest';
import { basketLines, portionsOf, toOrderLines, totalOf, withQuantity } from './basket.ts';

const menu = (id: number, price: number, inventory: number) => ({
  ...{ id, price, inventory },
  ...{ restaurant_id: 1, name: `menu ${id}`, description: null },
});
const MENUS = [menu(1, 18_000, 100), menu(2, 19_000, 1)];

test('portions are put in, changed and taken out', () => {
  const one = withQuantity({}, 2, 1);

  expect(withQuantity(one, 2, 3)).toEqual({ 2: 3 });
  expect(withQuantity(one, 2, 0)).toEqual({});
  expect(withQuantity(one, 2, -1)).toEqual({});
  expect(one).toEqual({ 2: 1 });
});

test('lines stand in the order of the menus, with what the kitchen lacks', () => {
  const lines = basketLines({ 2: 2, 1: 3 }, MENUS);

  expect(lines.map((line) => [line.menu.id, line.quantity, line.isShort])).toEqual([
    [1, 3, false],
    [2, 2, true],
  ]);
  expect(totalOf(lines)).toBe(3 * 18_000 + 2 * 19_000);
  expect(portionsOf(lines)).toBe(5);
  expect(toOrderLines(lines)).toEqual([
    { menu_id: 1, quantity: 3 },
    { menu_id: 2, quantity: 2 },
  ]);
});

test('a menu that is gone is not ordered', () => {
  expect(basketLines({ 9: 1 }, MENUS)).toEqual([]);
});
