import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bringUpSchema } from '#functions/restaurant/adapters/migrations/bring-up-schema';
import type { MigrateOptions } from '#functions/restaurant/adapters/migrations/migrate';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresInventory } from '#functions/restaurant/adapters/postgres-inventory';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { type DatabaseServer, onClient, startDatabaseServer } from '#tests/support/stores/databases';
import { MIGRATIONS } from '#tests/support/stores/migrations';

const [, stockFunctions = ''] = MIGRATIONS;

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

function environment(options: MigrateOptions = {}): Postgres {
  const postgres = createPostgres(databaseUrl, options);
  opened.push(postgres);
  return postgres;
}

const menuCount = async (postgres: Postgres): Promise<number> =>
  (await createPostgresMenus(postgres).list(FIRST_MENUS)).length;
const run = (sql: string) => onClient(databaseUrl, (client) => client.query(sql));

const DROP_FUNCTIONS = 'DROP FUNCTION statement_ms, change_inventory, reserve_inventory, release_inventory;';

test('brings an empty database up once, however many come first at the same time', async () => {
  const counts = await Promise.all(Array.from({ length: 16 }, () => menuCount(environment())));

  expect(counts).toEqual(Array(16).fill(6));
  expect((await run('SELECT version FROM schema_migrations')).rows).toHaveLength(MIGRATIONS.length);
});

test('a deployment brings it up before the first call, and finds it done the next time', async () => {
  expect(await bringUpSchema(databaseUrl)).toBe(MIGRATIONS.length);
  expect(await bringUpSchema(databaseUrl)).toBe(MIGRATIONS.length);

  expect(await menuCount(environment())).toBe(6);
});

test('an empty database opens with the stock that is asked for, and no other one changes', async () => {
  await menuCount(environment({ openingStock: 5_000 }));
  await menuCount(environment({ openingStock: 7 }));

  expect((await run('SELECT DISTINCT inventory, recorded FROM inventory_audit')).rows).toEqual([
    { inventory: '5000', recorded: '5000' },
  ]);
});

test('takes a call that changes stock as the very first', async () => {
  const inventory = createPostgresInventory(environment());

  expect(await inventory.reserve(1, [{ menuId: 1, quantity: 1 }])).toMatchObject({ outcome: 'reserved' });
});

test('comes back when the schema is dropped under a connection', async () => {
  const postgres = environment();
  await menuCount(postgres);

  await run('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

  expect(await menuCount(postgres)).toBe(6);
});

test('comes back when even the schema name is gone', async () => {
  const postgres = environment();
  await menuCount(postgres);

  await run('DROP SCHEMA public CASCADE');

  expect(await createPostgresInventory(postgres).release(1)).toEqual({ menuIds: [] });
  expect(await menuCount(environment())).toBe(6);
});

/** What older code left behind. */
const bringUpTo = (version: number) =>
  run(`${MIGRATIONS.slice(0, version).join('')};
    CREATE TABLE schema_migrations (
      version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now()
    );
    INSERT INTO schema_migrations SELECT generate_series(1, ${version})`);

test.each(MIGRATIONS.map((_, i) => i + 1))(
  'adds what version %i lacks, at the next connection',
  async (version) => {
    await bringUpTo(version);

    const postgres = environment();

    expect(await menuCount(postgres)).toBe(6);
    expect(await createPostgresInventory(postgres).release(1)).toEqual({ menuIds: [] });
  },
);

test('goes on from the previous version, under environments of it that stay in use', async () => {
  await bringUpTo(2);
  const text = 'SELECT outcome, remaining FROM change_inventory($1, 1, -1)';
  const outcomes = await onClient(databaseUrl, async (older) => {
    const sell = async (operation: string): Promise<unknown> => {
      const { rows } = await older.query({ name: 'change_inventory', text, values: [operation] });
      return rows[0];
    };
    const before = await sell('before');
    expect(await createPostgresInventory(environment()).change('between', 1, -1)).toMatchObject({
      remaining: 99,
    });
    return [before, await sell('after'), await sell('after')];
  });

  expect(outcomes).toEqual([
    { outcome: 'not_found', remaining: null },
    { outcome: 'applied', remaining: '98' },
    { outcome: 'applied', remaining: '98' },
  ]);
});

test('replaces the stock functions under calls without failing or repeating one', async () => {
  await bringUpSchema(databaseUrl);
  const sellers = Array.from({ length: 4 }, () => ({ sales: 0, ...createPostgresInventory(environment()) }));
  let isOver = false;
  const sellAndRestock = async (seller: (typeof sellers)[number], id: number): Promise<void> => {
    for (; !isOver; seller.sales++) {
      await seller.change(`sale-${id}-${seller.sales}`, 1, -1);
      await seller.change(`back-${id}-${seller.sales}`, 1, 1);
    }
  };
  const sold = () => sellers.map(({ sales }) => sales);
  const everybodySells = (more: number) => expect.poll(() => Math.min(...sold())).toBeGreaterThan(more);
  const selling = Promise.all(sellers.map(sellAndRestock));
  try {
    for (let times = 0; times < 3; times++) {
      await everybodySells(Math.max(...sold()));
      await run(`BEGIN; ${DROP_FUNCTIONS} ${stockFunctions} COMMIT`);
    }
    await everybodySells(Math.max(...sold()));
  } finally {
    isOver = true;
  }
  await selling;

  expect((await run('SELECT inventory FROM menus WHERE id = 1')).rows).toEqual([{ inventory: '100' }]);
});

const WAITING = "SELECT count(*)::int AS found FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
const BY_MENU = 'SELECT 1 FROM menus WHERE id = 1 FOR UPDATE';
const BY_OPERATION = "INSERT INTO inventory_operations VALUES ('x', 'reservation', 'released', '[]')";
test.each([
  ['release', BY_OPERATION, BY_MENU],
  ['change', BY_MENU, BY_OPERATION],
])(
  'a %s that has one table and wants the other is no deadlock with a migration',
  async (_, first, second) => {
    await bringUpTo(4);
    await onClient(databaseUrl, async (caller) => {
      await caller.query(`BEGIN; ${first}`);
      const migrating = bringUpSchema(databaseUrl);
      await expect.poll(async () => (await run(WAITING)).rows[0].found).toBeGreaterThan(0);

      await caller.query(second);
      await caller.query('COMMIT');

      expect(await migrating).toBe(MIGRATIONS.length);
    });
  },
);

test('a connection that read menus before their types changed reads them after it', async () => {
  const { list } = createPostgresMenus(environment());
  const before = await list(FIRST_MENUS);

  await run('ALTER TABLE menus ALTER COLUMN price TYPE integer');

  expect(await list(FIRST_MENUS)).toEqual(before);
});

test.each([
  'UPDATE menus SET inventory = -1',
  'UPDATE menus SET price = -1',
  "UPDATE inventory_operations SET kind = 'sale'",
  "UPDATE inventory_operations SET outcome = 'lost'",
])('refuses %s', async (statement) => {
  await bringUpSchema(databaseUrl);

  await expect(run(statement)).rejects.toThrow('violates check constraint');
});

test('gives the next menu the next id', async () => {
  await menuCount(environment());

  const { rows } = await run(
    "INSERT INTO menus (restaurant_id, name, price, inventory) VALUES (1, 'new', 1, 1) RETURNING id",
  );

  expect(rows).toEqual([{ id: '7' }]);
});

test('limits how long anyone may keep others waiting, on the first connection and on later ones', async () => {
  const first = environment();
  await menuCount(first);
  const settings = async (postgres: Postgres): Promise<string[]> => {
    const rows = await postgres.query<{ setting: string }>({
      name: 'settings',
      text: `SELECT setting FROM pg_settings
        WHERE name IN ('idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout') ORDER BY name`,
    });
    return rows.map((row) => row.setting);
  };

  expect(await settings(first)).toEqual(['5000', '4000', '8000']);
  expect(await settings(environment())).toEqual(['5000', '4000', '8000']);
});
