import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createMenuCache,
  createMenuReader,
  type MenuReader,
} from '#functions/restaurant/adapters/redis-menu-cache';
import type { MenuCache } from '#functions/restaurant/domain/inventory';
import { FIRST_MENUS, MOST_MENUS } from '#functions/restaurant/domain/menu';
import { createRedisService } from '#local/services/redis/redis';
import type { Service } from '#local/services/service';
import { createGenerationCache } from '#shared/cache/generation-cache';
import { createRedis } from '#shared/db/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { type Environment, type Restaurant, startRestaurant } from '#tests/support/stores/restaurant';

let restaurant: Restaurant;
let bench: TestBench;
let service: Service;
beforeAll(async () => {
  restaurant = await startRestaurant();
  bench = await testBench();
  service = await bench.run((context) => createRedisService(context, 'builtin'));
});
afterAll(async () => {
  await restaurant[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
});

let environment: Environment;
let reader: MenuReader;
let cache: MenuCache;
let stages = 0;
beforeEach(async () => {
  await restaurant.newDatabase();
  environment = restaurant.environment();
  const redis = createRedis(service.url);
  const generations = createGenerationCache(redis, { stage: `test-${++stages}`, name: 'menus' });
  reader = createMenuReader(generations, environment.menus);
  cache = createMenuCache(generations);
  return () => redis.close();
});

/** Adds menus with ids of the database, after those of the seed. */
async function addMenus(count: number): Promise<void> {
  const text = `INSERT INTO menus (restaurant_id, name, price, inventory)
    SELECT 1, 'menu ' || n, 1000, 5 FROM generate_series(1, $1::int) AS n`;
  await environment.postgres.query({ name: 'add_menus', text, values: [count] });
}

interface Listed {
  readonly id: number;
  readonly inventory: number;
}

async function page(range: Partial<typeof FIRST_MENUS> = {}) {
  const { value, next, state } = await reader.list({ ...FIRST_MENUS, ...range });
  const menus = JSON.parse(value) as Listed[];
  return { ids: menus.map(({ id }) => id), menus, next, state };
}

test('pages hold every menu once, in the order of their ids', async () => {
  await addMenus(5);
  const found: number[][] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { ids, next } = await page({ after, limit: 4 });
    found.push(ids);
    after = next;
  }

  expect(found).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 10, 11],
  ]);
});

test('a last page that is full has no next one', async () => {
  expect(await page({ limit: 6 })).toMatchObject({ ids: [1, 2, 3, 4, 5, 6], next: undefined });
  expect(await page({ after: 6 })).toMatchObject({ ids: [], next: undefined });
});

test('menus that come and go between two pages move no other menu', async () => {
  const { next = 0 } = await page({ limit: 3 });
  await addMenus(2);
  await environment.postgres.query({ name: 'remove', text: 'DELETE FROM menus WHERE id = 2' });

  expect((await page({ after: next, limit: 3 })).ids).toEqual([4, 5, 6]);
  expect((await page({ after: 6, limit: 3 })).ids).toEqual([7, 8]);
});

test('the first page is kept with the place where the next one begins', async () => {
  await addMenus(MOST_MENUS);

  const [first, second] = [await page(), await page()];

  expect([first.state, second.state]).toEqual(['miss', 'hit']);
  expect(first.ids).toHaveLength(MOST_MENUS);
  expect([first.next, second.next]).toEqual([MOST_MENUS, MOST_MENUS]);
  expect(second.menus).toEqual(first.menus);
});

test('a change of stock is seen on every page', async () => {
  const pages = () => Promise.all([page(), page({ limit: 3 }), page({ after: 2, limit: 1 })]);
  await pages();
  await environment.inventory.change('change-1', 3, -1);
  await cache.changed([3]);

  const found = (await pages()).map(({ menus }) => menus.find(({ id }) => id === 3)?.inventory);
  expect(found).toEqual([49, 49, 49]);
});

test('pages that cannot be counted are never kept', async () => {
  for (const range of [{ limit: 3 }, { after: 1 }]) {
    await page(range);
    expect(await page(range)).toMatchObject({ state: undefined });
  }
});
