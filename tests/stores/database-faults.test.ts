import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresInventory } from '#functions/restaurant/adapters/postgres-inventory';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { type DatabaseServer, onClient, startDatabaseServer } from '#tests/support/stores/databases';
import { startSilentProxy } from './silent-proxy.ts';

/** PostgreSQL's code of a statement that it ended in a deadlock. */
const DEADLOCK_DETECTED = '40P01';

let server: DatabaseServer;
let databaseUrl: string;
let postgres: Postgres;

beforeAll(async () => {
  server = await startDatabaseServer();
});
afterAll(() => server[Symbol.asyncDispose]());

beforeEach(async () => {
  databaseUrl = await server.create();
  postgres = createPostgres(databaseUrl);
  await createPostgresMenus(postgres).list(FIRST_MENUS);
  return () => postgres.close();
});

/** Cuts every connection to the database that is not the test's own. */
const cutConnections = () =>
  onClient(server.superuserUrl, (client) =>
    client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'food_delivery'"),
  );

/** Number of statements that wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await onClient(server.superuserUrl, (client) =>
    client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"),
  );
  return rows.length;
}

/** Keeps the row of a menu locked until disposed of. */
async function lockMenu(menuId: number): Promise<AsyncDisposable> {
  const client = new Client({ connectionString: databaseUrl, idle_in_transaction_session_timeout: 60_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`BEGIN; SELECT 1 FROM menus WHERE id = ${menuId} FOR UPDATE`);
  return { [Symbol.asyncDispose]: () => client.end() };
}

test('replaces a connection that was cut while it was idle', async () => {
  await cutConnections();

  expect(await createPostgresMenus(postgres).find(1)).toMatchObject({ id: 1 });
});

test('repeats a change whose connection was cut under way, and makes it once', async () => {
  const inventory = createPostgresInventory(postgres);
  const lock = await lockMenu(1);
  const change = inventory.change(randomUUID(), 1, -1);
  await expect.poll(waiting).toBe(1);

  await cutConnections();
  await lock[Symbol.asyncDispose]();

  expect(await change).toEqual({ outcome: 'applied', remaining: 99 });
  expect(await createPostgresMenus(postgres).find(1)).toMatchObject({ inventory: 99 });
});

test('answers 504 when a row stays locked, having tried twice', async () => {
  await using _lock = await lockMenu(1);
  const startedAt = performance.now();

  await expect(createPostgresInventory(postgres).change(randomUUID(), 1, -1)).rejects.toMatchObject({
    code: 'dependency_timeout',
    message: 'The restaurant database did not answer in time',
  });

  expect(performance.now() - startedAt).toBeLessThan(9_000);
  expect(await createPostgresMenus(postgres).find(1)).toMatchObject({ inventory: 100 });
});

test('repeats a transaction that lost a deadlock', async () => {
  for (let orderId = 1; ; orderId++) {
    const { lostOurs, reservation } = await deadlock(orderId);
    expect(reservation).toMatchObject({ outcome: 'reserved' });
    if (lostOurs) return;
  }
});

/** Reserves in a deadlock with an operator. PostgreSQL ends who finds it: ours, unless the operator comes a second late. */
async function deadlock(orderId: number) {
  // Our own calls lock in one order; a session of an operator may not.
  const operator = new Client({ connectionString: databaseUrl });
  operator.on('error', () => undefined);
  await operator.connect();
  await operator.query('BEGIN; SELECT 1 FROM menus WHERE id = 2 FOR UPDATE');
  const lines = [1, 2].map((menuId) => ({ menuId, quantity: 1 }));
  const reservation = createPostgresInventory(postgres).reserve(orderId, lines);
  await expect.poll(waiting).toBe(1);

  const lostOurs = await operator.query('SELECT 1 FROM menus WHERE id = 1 FOR UPDATE').then(
    () => true,
    ({ code }) => {
      expect(code).toBe(DEADLOCK_DETECTED);
      return false;
    },
  );
  await operator.query('ROLLBACK');
  await operator.end();
  return { lostOurs, reservation: await reservation };
}

test('answers 503 at once while PostgreSQL is down, and works again as soon as it is back', async () => {
  const menus = createPostgresMenus(postgres);
  await server.service.stop();
  const startedAt = performance.now();

  for (let i = 0; i < 3; i++) {
    await expect(menus.list(FIRST_MENUS)).rejects.toMatchObject({
      code: 'dependency_unavailable',
      message: 'The restaurant database is unavailable',
    });
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000);

  await server.service.start();
  expect(await menus.list(FIRST_MENUS)).toHaveLength(6);
});

test('answers 504 on a connection that fell silent, and leaves it', async () => {
  const url = new URL(databaseUrl);
  await using proxy = await startSilentProxy(Number(url.port));
  url.port = String(proxy.port);
  const behindProxy = createPostgres(url.href);
  const menus = createPostgresMenus(behindProxy);
  await menus.list(FIRST_MENUS);
  proxy.silence();
  const startedAt = performance.now();

  await expect(menus.list(FIRST_MENUS)).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(performance.now() - startedAt).toBeLessThan(9_000);

  expect(await menus.list(FIRST_MENUS)).toHaveLength(6);
  await behindProxy.close();
});

test('passes on what is wrong with a statement itself', async () => {
  await expect(postgres.query({ name: 'wrong', text: 'SELECT 1/0' })).rejects.toMatchObject({
    code: '22012',
  });
});
