import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresInventory } from '#functions/restaurant/adapters/postgres-inventory';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import type { InventoryStore } from '#functions/restaurant/domain/inventory';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { valuesOf } from '#shared/telemetry/call-values';
import { inSpan } from '#shared/telemetry/tracing';
import { type DatabaseServer, onClient, startDatabaseServer } from '#tests/support/stores/databases';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';

const telemetry = recordTelemetry();
const LINES = [1, 2].map((menuId) => ({ menuId, quantity: 1 }));
const HELD_MS = 100;
let server: DatabaseServer;
let databaseUrl: string;
let postgres: Postgres;
let inventory: InventoryStore;

beforeAll(async () => {
  server = await startDatabaseServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  databaseUrl = await server.create();
  postgres = createPostgres(databaseUrl);
  inventory = createPostgresInventory(postgres);
  await createPostgresMenus(postgres).list(FIRST_MENUS);
  await telemetry.reset();
  return () => postgres.close();
});

const startOf = ({ startTime: [s, ns] }: ReadableSpan): number => s * 1e3 + ns / 1e6;
const endOf = ({ endTime: [s, ns] }: ReadableSpan): number => s * 1e3 + ns / 1e6;
const msOf = (span: ReadableSpan): number => endOf(span) - startOf(span);
const childrenOf = (parent: ReadableSpan): string[] =>
  telemetry
    .spans()
    .filter((span) => span.parentSpanContext?.spanId === parent.spanContext().spanId)
    .map(({ name }) => name);

/** Holds a lock that the call waits for. @returns how long it was certainly waited for, in milliseconds */
async function waitingBehind(
  lock: string,
  call: () => Promise<unknown>,
  unlock = 'ROLLBACK',
): Promise<number> {
  const holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
  try {
    await holder.query(`BEGIN; ${lock}`);
    const waiting = call();
    const waits = async () =>
      onClient(server.superuserUrl, async (client) => {
        const { rows } = await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
        return rows.length;
      });
    await expect.poll(waits).toBe(1);
    const startedAt = performance.now();
    await holder.query(`SELECT pg_sleep(${HELD_MS / 1_000}); ${unlock}`);
    await waiting;
    return performance.now() - startedAt;
  } finally {
    await holder.end();
  }
}

test('a statement names what it does, without its values, and holds the locking of its rows', async () => {
  await inventory.reserve(7, LINES);

  const statement = telemetry.span('SELECT reserve_inventory');
  expect(statement).toMatchObject({ kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET } });
  expect(statement.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.operation.name': 'SELECT',
    'db.stored_procedure.name': 'reserve_inventory',
    'db.query.text': 'SELECT outcome, lines, lock_menus, lock_operation FROM reserve_inventory($1, $2, $3)',
    'food.db.lock_wait_ms': expect.any(Number),
    'food.call.arguments': valuesOf([
      7,
      LINES.map(({ menuId }) => menuId),
      LINES.map(({ quantity }) => quantity),
    ]),
    'food.call.answer': expect.stringContaining(valuesOf('reserved')),
  });
  expect(childrenOf(statement)).toEqual(['lock menus']);
});

test.each([
  ['reserve', 'SELECT reserve_inventory', () => inventory.reserve(7, LINES)],
  ['change', 'SELECT change_inventory', () => inventory.change('one', 2, -1)],
  ['release', 'SELECT release_inventory', () => inventory.release(8)],
])('%s records how long it waited for the rows of menus', async (_what, name, call) => {
  await inventory.reserve(8, LINES);
  await telemetry.reset();

  const waitedMs = await waitingBehind('SELECT 1 FROM menus WHERE id = 2 FOR UPDATE', call);

  const statement = telemetry.span(name);
  const lock = telemetry.span('lock menus');
  expect(lock.parentSpanContext?.spanId).toBe(statement.spanContext().spanId);
  expect(msOf(lock)).toBeGreaterThanOrEqual(HELD_MS - 5);
  expect(waitedMs).toBeGreaterThanOrEqual(HELD_MS);
  expect(startOf(lock)).toBeGreaterThanOrEqual(startOf(statement));
  expect(endOf(lock)).toBeLessThanOrEqual(endOf(statement));
  expect(statement.attributes['food.db.lock_wait_ms']).toBeCloseTo(msOf(lock), 0);
});

test.each([
  ['SELECT release_inventory', 'ROLLBACK', () => inventory.release(7), ['lock operation']],
  ['SELECT release_inventory', 'COMMIT', () => inventory.release(7), ['lock operation', 'lock menus']],
  [
    'SELECT reserve_inventory',
    'ROLLBACK',
    () => inventory.reserve(7, LINES),
    ['lock operation', 'lock menus'],
  ],
  ['SELECT reserve_inventory', 'COMMIT', () => inventory.reserve(7, LINES), ['lock operation']],
])('%s records the wait for a call under the same id, ended by %s', async (name, unlock, call, children) => {
  await waitingBehind("SELECT reserve_inventory(7, '{1,2}', '{1,1}')", call, unlock);

  expect(childrenOf(telemetry.span(name))).toEqual(children);
  expect(msOf(telemetry.span('lock operation'))).toBeGreaterThanOrEqual(HELD_MS - 5);
});

test('each try that waited in vain is a span of its own, and records how long', async () => {
  const role = new URL(databaseUrl).username;
  const database = new URL(databaseUrl).pathname.slice(1);
  await onClient(server.superuserUrl, (client) =>
    client.query(`ALTER ROLE ${role} IN DATABASE ${database} SET lock_timeout = '50ms'`),
  );
  const impatient = createPostgres(databaseUrl);
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  await lock.query('BEGIN; SELECT 1 FROM menus WHERE id = 1 FOR UPDATE');

  await expect(createPostgresInventory(impatient).change('one', 1, -1)).rejects.toThrow();

  await Promise.all([lock.end(), impatient.close()]);
  const tries = telemetry.spans().filter(({ name }) => name === 'SELECT change_inventory');
  expect(tries.map(({ attributes }) => attributes['error.type'])).toEqual(['55P03', '55P03', '55P03']);
  for (const { attributes, status } of tries) {
    expect(status.code).toBe(SpanStatusCode.ERROR);
    expect(attributes['food.db.lock_wait_ms']).toBeGreaterThanOrEqual(50);
  }
});

test('connecting is a call before the first statement, beside it', async () => {
  const another = createPostgres(databaseUrl);
  await inSpan('request', {}, () => createPostgresMenus(another).find(1));
  await another.close();

  const request = telemetry.span('request');
  expect(childrenOf(request)).toEqual(['connect', 'SELECT menus']);
  expect(telemetry.span('connect').attributes).toEqual({ 'db.system.name': 'postgresql' });
  expect(telemetry.span('SELECT menus').attributes).toMatchObject({ 'db.collection.name': 'menus' });
});

test('a connection that fails is recorded as such', async () => {
  const url = new URL(databaseUrl);
  url.port = '1';
  await expect(createPostgresMenus(createPostgres(url.href)).find(1)).rejects.toThrow();

  expect(telemetry.span('connect')).toMatchObject({
    attributes: { 'error.type': 'ECONNREFUSED' },
    status: { code: SpanStatusCode.ERROR },
  });
});
