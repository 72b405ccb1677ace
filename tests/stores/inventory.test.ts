import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresInventory } from '#functions/restaurant/adapters/postgres-inventory';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import { type DatabaseServer, startDatabaseServer } from './databases.ts';

let server: DatabaseServer;
let databaseUrl: string;
const opened: Postgres[] = [];

beforeAll(async () => {
  server = await startDatabaseServer();
});
afterAll(() => server[Symbol.asyncDispose]());

beforeEach(async () => {
  databaseUrl = await server.create();
  return () => Promise.all(opened.splice(0).map((postgres) => postgres.close()));
});

/** As another execution environment would: with a connection of its own. */
function environment() {
  const postgres = createPostgres(databaseUrl);
  opened.push(postgres);
  return { inventory: createPostgresInventory(postgres), menus: createPostgresMenus(postgres), postgres };
}

type Environment = ReturnType<typeof environment>;
const environments = (count: number) => Array.from({ length: count }, environment);

/** Each environment serves one call after the other; all of them at once. Answers every outcome. */
async function inParallel(
  count: number,
  rounds: number,
  call: (from: Environment, buyer: number, round: number) => Promise<{ readonly outcome: string }>,
): Promise<string[]> {
  const outcomes: string[] = [];
  await Promise.all(
    environments(count).map(async (from, buyer) => {
      for (let round = 1; round <= rounds; round++) outcomes.push((await call(from, buyer, round)).outcome);
    }),
  );
  return outcomes;
}

async function stockOf(menuId: number): Promise<number | undefined> {
  return (await environment().menus.find(menuId))?.inventory;
}

async function auditDifferences(): Promise<readonly unknown[]> {
  return environment().postgres.query({
    name: 'audit',
    text: 'SELECT * FROM inventory_audit WHERE inventory <> recorded',
  });
}

describe('menus', () => {
  test('has the documented menus at first use', async () => {
    const menus = await environment().menus.list();

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
    const restaurants = await environment().menus.listRestaurants();

    expect(restaurants.map(({ id, name }) => [id, name])).toEqual([
      [1, '맛있는 치킨'],
      [2, '행복한 피자'],
      [3, '신선한 샐러드'],
    ]);
  });

  test('finds no menu under ids that no row can have', async () => {
    const { menus } = environment();

    for (const id of [0, -1, Number.MAX_SAFE_INTEGER]) expect(await menus.find(id)).toBeUndefined();
  });
});

describe('single changes', () => {
  test('takes and gives back, and tells what is left', async () => {
    const { inventory } = environment();

    expect(await inventory.change(randomUUID(), 1, -3)).toEqual({ outcome: 'applied', remaining: 97 });
    expect(await inventory.change(randomUUID(), 1, 2)).toEqual({ outcome: 'applied', remaining: 99 });
    expect(await auditDifferences()).toEqual([]);
  });

  test('refuses what is not there, and what nobody offers', async () => {
    const { inventory } = environment();

    expect(await inventory.change(randomUUID(), 1, -101)).toMatchObject({ outcome: 'out_of_stock' });
    expect(await inventory.change(randomUUID(), 99, -1)).toMatchObject({ outcome: 'not_found' });
    expect(await inventory.change(randomUUID(), Number.MAX_SAFE_INTEGER, 1)).toMatchObject({
      outcome: 'not_found',
    });
    expect(await stockOf(1)).toBe(100);
  });

  test('makes a menu unavailable at zero and available again after', async () => {
    const { inventory, menus } = environment();

    await inventory.change(randomUUID(), 3, -50);
    expect(await menus.find(3)).toMatchObject({ inventory: 0, isAvailable: false });

    await inventory.change(randomUUID(), 3, 1);
    expect(await menus.find(3)).toMatchObject({ inventory: 1, isAvailable: true });
  });

  test('changes nothing when the same operation comes again, even with nothing left', async () => {
    const { inventory } = environment();
    const operationId = randomUUID();
    await inventory.change(operationId, 3, -50);

    expect(await inventory.change(operationId, 3, -50)).toEqual({ outcome: 'applied', remaining: 0 });
    expect(await auditDifferences()).toEqual([]);
  });

  test('does not overflow', async () => {
    const { inventory } = environment();

    for (let i = 0; i < 3; i++) await inventory.change(randomUUID(), 1, Number.MAX_SAFE_INTEGER - 200);

    expect(await inventory.change(randomUUID(), 1, -1)).toMatchObject({ outcome: 'applied' });
  });

  test('sells every portion once when many buy at the same time', async () => {
    const outcomes = await inParallel(7, 20, async ({ inventory }) => inventory.change(randomUUID(), 1, -1));

    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(40);
    expect(await stockOf(1)).toBe(0);
    expect(await auditDifferences()).toEqual([]);
  });
});

describe('reservations', () => {
  const LINES = [
    { menuId: 2, quantity: 1 },
    { menuId: 1, quantity: 2 },
    { menuId: 2, quantity: 3 },
  ];

  test('reserves all lines, with names and prices, in the order asked', async () => {
    const result = await environment().inventory.reserve(7, LINES);

    expect(result).toEqual({
      outcome: 'reserved',
      lines: [
        { menuId: 2, quantity: 1, price: 19000, name: '양념 치킨' },
        { menuId: 1, quantity: 2, price: 18000, name: '후라이드 치킨' },
        { menuId: 2, quantity: 3, price: 19000, name: '양념 치킨' },
      ],
    });
    expect([await stockOf(1), await stockOf(2)]).toEqual([98, 96]);
    expect(await auditDifferences()).toEqual([]);
  });

  test('answers a repeat as the first time, whatever its lines and the price now', async () => {
    const { inventory, postgres } = environment();
    const first = await inventory.reserve(7, LINES);
    await postgres.query({ name: 'raise', text: 'UPDATE menus SET price = price + 1' });

    expect(await inventory.reserve(7, [{ menuId: 3, quantity: 50 }])).toEqual(first);
    expect([await stockOf(1), await stockOf(3)]).toEqual([98, 50]);
  });

  test('sums lines of the same menu before it decides', async () => {
    const { inventory } = environment();
    const lines = [
      { menuId: 3, quantity: 26 },
      { menuId: 3, quantity: 25 },
    ];

    expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'out_of_stock' });
    expect(await stockOf(3)).toBe(50);
  });

  test('takes nothing when one line cannot be had, and refuses the repeat even with stock again', async () => {
    const { inventory } = environment();
    const lines = [
      { menuId: 1, quantity: 1 },
      { menuId: 3, quantity: 51 },
    ];
    await inventory.reserve(7, lines);
    await inventory.change(randomUUID(), 3, 10);

    expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'out_of_stock' });
    expect([await stockOf(1), await stockOf(3)]).toEqual([100, 60]);
  });

  test('records an unknown menu as a refusal before one for want of stock', async () => {
    const { inventory } = environment();
    const lines = [
      { menuId: -1, quantity: 1 },
      { menuId: 3, quantity: 51 },
    ];

    expect(await inventory.reserve(7, lines)).toMatchObject({ outcome: 'not_found' });
    expect(await inventory.reserve(7, [{ menuId: 1, quantity: 1 }])).toMatchObject({ outcome: 'not_found' });
    expect(await stockOf(1)).toBe(100);
  });

  test('gives back once, however often it is asked, and refuses the reservation from then on', async () => {
    const { inventory } = environment();
    await inventory.reserve(7, LINES);

    for (let i = 0; i < 3; i++) expect((await inventory.release(7)).menuIds).toEqual([1, 2]);

    expect([await stockOf(1), await stockOf(2)]).toEqual([100, 100]);
    expect(await inventory.reserve(7, LINES)).toMatchObject({ outcome: 'released' });
    expect(await stockOf(1)).toBe(100);
    expect(await auditDifferences()).toEqual([]);
  });

  test('refuses for good what was released before it arrived', async () => {
    const { inventory } = environment();

    expect(await inventory.release(Number.MAX_SAFE_INTEGER)).toEqual({ menuIds: [] });
    expect(await inventory.reserve(Number.MAX_SAFE_INTEGER, LINES)).toEqual({
      outcome: 'released',
      lines: [],
    });
    expect(await stockOf(1)).toBe(100);
  });

  test('leaves a refusal a refusal when it is released', async () => {
    const { inventory } = environment();
    await inventory.reserve(7, [{ menuId: 3, quantity: 51 }]);

    await inventory.release(7);

    expect(await inventory.reserve(7, LINES)).toMatchObject({ outcome: 'out_of_stock' });
    expect(await stockOf(3)).toBe(50);
  });

  test('reserves once when the same reservation comes eight times at once', async () => {
    const results = await Promise.all(environments(8).map(({ inventory }) => inventory.reserve(7, LINES)));

    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await stockOf(1)).toBe(98);
  });

  test('ends with the stock back when reserve and release race', async () => {
    for (let id = 1; id <= 20; id++) {
      const [first, second] = environments(2);
      await Promise.all([first?.inventory.reserve(id, LINES), second?.inventory.release(id)]);
      await first?.inventory.release(id);
    }

    expect([await stockOf(1), await stockOf(2)]).toEqual([100, 100]);
    expect(await auditDifferences()).toEqual([]);
  });

  test('never deadlocks when menus are reserved in opposite order', async () => {
    const lines = [1, 2, 5].map((menuId) => ({ menuId, quantity: 1 }));

    const outcomes = await inParallel(8, 20, ({ inventory }, buyer, round) =>
      inventory.reserve(buyer * 100 + round, buyer % 2 ? lines : lines.toReversed()),
    );

    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(80);
    expect([await stockOf(1), await stockOf(2), await stockOf(5)]).toEqual([20, 20, 0]);
    expect(await auditDifferences()).toEqual([]);
  });
});
