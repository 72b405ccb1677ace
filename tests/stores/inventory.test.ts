import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { type Restaurant, startRestaurant } from '#tests/support/stores/restaurant';

let restaurant: Restaurant;
beforeAll(async () => {
  restaurant = await startRestaurant();
});
afterAll(() => restaurant[Symbol.asyncDispose]());
beforeEach(() => restaurant.newDatabase());

describe('menus', () => {
  test('has the documented menus at first use', async () => {
    const menus = await restaurant.environment().menus.list(FIRST_MENUS);

    expect(menus.map((menu) => [menu.id, menu.name, menu.price, menu.inventory, menu.restaurantId])).toEqual([
      [1, '후라이드 치킨', 18000, 100, 1],
      [2, '양념 치킨', 19000, 100, 1],
      [3, '페퍼로니 피자', 20000, 50, 2],
      [4, '불고기 피자', 22000, 50, 2],
      [5, '시저 샐러드', 12000, 80, 3],
      [6, '그릭 샐러드', 13000, 80, 3],
    ]);
    expect(menus[0]).toMatchObject({ isAvailable: true, createdAt: expect.any(Date), imageUrl: null });
  });

  test('has the documented restaurants at first use', async () => {
    const restaurants = await restaurant.environment().menus.listRestaurants();

    expect(restaurants.map(({ id, name }) => [id, name])).toEqual([
      [1, '맛있는 치킨'],
      [2, '행복한 피자'],
      [3, '신선한 샐러드'],
    ]);
  });

  test('finds no menu under ids that no row can have', async () => {
    const { menus } = restaurant.environment();

    for (const id of [0, -1, Number.MAX_SAFE_INTEGER]) expect(await menus.find(id)).toBeUndefined();
  });
});

describe('single changes', () => {
  test('takes and gives back, and returns what is left', async () => {
    const { inventory } = restaurant.environment();

    expect(await inventory.change(randomUUID(), 1, -3)).toEqual({ outcome: 'applied', remaining: 97 });
    expect(await inventory.change(randomUUID(), 1, 2)).toEqual({ outcome: 'applied', remaining: 99 });
    expect(await restaurant.auditDifferences()).toEqual([]);
  });

  test('refuses what is not there, and a menu that does not exist', async () => {
    const { inventory } = restaurant.environment();

    expect(await inventory.change(randomUUID(), 1, -101)).toMatchObject({ outcome: 'out_of_stock' });
    expect(await inventory.change(randomUUID(), 99, -1)).toMatchObject({ outcome: 'not_found' });
    expect(await inventory.change(randomUUID(), Number.MAX_SAFE_INTEGER, 1)).toMatchObject({
      outcome: 'not_found',
    });
    expect(await restaurant.stockOf(1)).toBe(100);
  });

  test('makes a menu unavailable at zero and available again after', async () => {
    const { inventory, menus } = restaurant.environment();

    await inventory.change(randomUUID(), 3, -50);
    expect(await menus.find(3)).toMatchObject({ inventory: 0, isAvailable: false });

    await inventory.change(randomUUID(), 3, 1);
    expect(await menus.find(3)).toMatchObject({ inventory: 1, isAvailable: true });
  });

  test('changes nothing when the same operation comes again, even with nothing left', async () => {
    const { inventory } = restaurant.environment();
    const operationId = randomUUID();
    await inventory.change(operationId, 3, -50);

    expect(await inventory.change(operationId, 3, -50)).toEqual({ outcome: 'applied', remaining: 0 });
    expect(await restaurant.auditDifferences()).toEqual([]);
  });

  test('does not overflow', async () => {
    const { inventory } = restaurant.environment();

    for (let i = 0; i < 3; i++) await inventory.change(randomUUID(), 1, Number.MAX_SAFE_INTEGER - 200);

    expect(await inventory.change(randomUUID(), 1, -1)).toMatchObject({ outcome: 'applied' });
  });

  test('sells every portion once when many buy at the same time', async () => {
    const outcomes = await restaurant.inParallel(7, 20, async ({ inventory }) =>
      inventory.change(randomUUID(), 1, -1),
    );

    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(40);
    expect(await restaurant.stockOf(1)).toBe(0);
    expect(await restaurant.auditDifferences()).toEqual([]);
  });
});
