import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Restaurant, startRestaurant } from '#tests/support/stores/restaurant';

let restaurant: Restaurant;
beforeAll(async () => {
  restaurant = await startRestaurant();
});
afterAll(() => restaurant[Symbol.asyncDispose]());
beforeEach(() => restaurant.newDatabase());

const LINES = [
  { menuId: 2, quantity: 1 },
  { menuId: 1, quantity: 2 },
  { menuId: 2, quantity: 3 },
];

test('reserves all lines, with names and prices, in the order asked', async () => {
  const result = await restaurant.environment().inventory.reserve(7, LINES);

  expect(result).toEqual({
    outcome: 'reserved',
    lines: [
      { menuId: 2, quantity: 1, price: 19000, name: '양념 치킨' },
      { menuId: 1, quantity: 2, price: 18000, name: '후라이드 치킨' },
      { menuId: 2, quantity: 3, price: 19000, name: '양념 치킨' },
    ],
  });
  expect([await restaurant.stockOf(1), await restaurant.stockOf(2)]).toEqual([98, 96]);
  expect(await restaurant.auditDifferences()).toEqual([]);
});

test('answers a repeat as the first time, whatever its lines and the price now', async () => {
  const { inventory, postgres } = restaurant.environment();
  const first = await inventory.reserve(7, LINES);
  await postgres.query({ name: 'raise', text: 'UPDATE menus SET price = price + 1' });

  expect(await inventory.reserve(7, [{ menuId: 3, quantity: 50 }])).toEqual(first);
  expect([await restaurant.stockOf(1), await restaurant.stockOf(3)]).toEqual([98, 50]);
});

test('sums lines of the same menu before it decides', async () => {
  const { inventory } = restaurant.environment();
  const lines = [
    { menuId: 3, quantity: 26 },
    { menuId: 3, quantity: 25 },
  ];

  expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'out_of_stock' });
  expect(await restaurant.stockOf(3)).toBe(50);
});

test('takes nothing when one line cannot be had, and refuses the repeat even with stock again', async () => {
  const { inventory } = restaurant.environment();
  const lines = [
    { menuId: 1, quantity: 1 },
    { menuId: 3, quantity: 51 },
  ];
  await inventory.reserve(7, lines);
  await inventory.change(randomUUID(), 3, 10);

  expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'out_of_stock' });
  expect([await restaurant.stockOf(1), await restaurant.stockOf(3)]).toEqual([100, 60]);
});

test('records an unknown menu as a refusal before one for want of stock', async () => {
  const { inventory } = restaurant.environment();
  const lines = [
    { menuId: -1, quantity: 1 },
    { menuId: 3, quantity: 51 },
  ];

  expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'not_found' });
  expect(await inventory.reserve(7, [{ menuId: 1, quantity: 1 }])).toMatchObject({ outcome: 'not_found' });
  expect(await restaurant.stockOf(1)).toBe(100);
});

test('gives back once, however often it is asked, and refuses the reservation from then on', async () => {
  const { inventory } = restaurant.environment();
  await inventory.reserve(7, LINES);

  for (let i = 0; i < 3; i++) expect((await inventory.release(7)).menuIds).toEqual([1, 2]);

  expect([await restaurant.stockOf(1), await restaurant.stockOf(2)]).toEqual([100, 100]);
  expect(await inventory.reserve(7, LINES)).toMatchObject({ outcome: 'released' });
  expect(await restaurant.stockOf(1)).toBe(100);
  expect(await restaurant.auditDifferences()).toEqual([]);
});

test('refuses for good what was released before it arrived', async () => {
  const { inventory } = restaurant.environment();

  expect(await inventory.release(Number.MAX_SAFE_INTEGER)).toEqual({ menuIds: [] });
  expect(await inventory.reserve(Number.MAX_SAFE_INTEGER, LINES)).toEqual({
    outcome: 'released',
    lines: [],
  });
  expect(await restaurant.stockOf(1)).toBe(100);
});

test('leaves a refusal a refusal when it is released', async () => {
  const { inventory } = restaurant.environment();
  await inventory.reserve(7, [{ menuId: 3, quantity: 51 }]);

  await inventory.release(7);

  expect(await inventory.reserve(7, LINES)).toMatchObject({ outcome: 'out_of_stock' });
  expect(await restaurant.stockOf(3)).toBe(50);
});

test('reserves once when the same reservation comes eight times at once', async () => {
  const results = await Promise.all(
    restaurant.environments(8).map(({ inventory }) => inventory.reserve(7, LINES)),
  );

  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(await restaurant.stockOf(1)).toBe(98);
});

test('ends with the stock back when reserve and release race', async () => {
  for (let id = 1; id <= 20; id++) {
    const [first, second] = restaurant.environments(2);
    await Promise.all([first?.inventory.reserve(id, LINES), second?.inventory.release(id)]);
    await first?.inventory.release(id);
  }

  expect([await restaurant.stockOf(1), await restaurant.stockOf(2)]).toEqual([100, 100]);
  expect(await restaurant.auditDifferences()).toEqual([]);
});

test('never deadlocks when menus are reserved in opposite order', async () => {
  const lines = [1, 2, 5].map((menuId) => ({ menuId, quantity: 1 }));

  const outcomes = await restaurant.inParallel(8, 20, ({ inventory }, buyer, round) =>
    inventory.reserve(buyer * 100 + round, buyer % 2 ? lines : lines.toReversed()),
  );

  expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(80);
  expect([await restaurant.stockOf(1), await restaurant.stockOf(2), await restaurant.stockOf(5)]).toEqual([
    20, 20, 0,
  ]);
  expect(await restaurant.auditDifferences()).toEqual([]);
});
