import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServiceTokens } from '#shared/auth/tokens';
import { countBy, createApi, inParallel, send } from '#tests/support/api/client';
import { REDIS_CHOICES } from '#tests/support/stores/redis-choices';
import { ownEngine } from './own-engine.ts';

test('with 4 environments per function and 128 connections nothing times out', async () => {
  const engine = await ownEngine({ maxConcurrency: 4 });
  const api = createApi(engine.urls);
  const buyers = await inParallel(4, 8, () => api.newUser());
  await api.setStock(1, 1_000);

  const orders = inParallel(128, 384, (i) =>
    api.order(buyers[i % 8] ?? { token: '' }, [{ menu_id: 1, quantity: 1 }]),
  );
  const reads = inParallel(128, 1_024, () => api.menu(2));

  expect(countBy(await orders, ({ status }) => status)).toEqual({ 201: 384 });
  expect(countBy(await reads, ({ status }) => status)).toEqual({ 200: 1_024 });
  expect(await api.stockOf(1)).toBe(616);
  for (const pool of engine.functions.values()) expect(pool.pids.length).toBeLessThanOrEqual(4);
});

test('handlers run in other processes than the engine', async () => {
  const engine = await ownEngine();
  await createApi(engine.urls).menu(1);

  const pids = [...engine.functions.values()].flatMap((pool) => pool.pids);

  expect(pids.length).toBeGreaterThan(0);
  expect(pids).not.toContain(process.pid);
});

for (const { choice: redis, tags } of REDIS_CHOICES) {
  test(`without Redis (${redis}) everything answers, and the cache is back when it is`, {
    tags,
  }, async () => {
    const engine = await ownEngine({ redis });
    const api = createApi(engine.urls);
    const buyer = await api.newUser();
    await api.menu(1);
    await engine.stopBackend('redis');

    const menu = await api.menu(1);
    const list = await send('GET', `${engine.urls.restaurant}/menus`);
    const placed = await api.order(buyer, [{ menu_id: 1, quantity: 2 }]);
    const read = await api.getOrder(placed.body.id);
    const cancelled = await api.cancel(placed.body.id);
    const after = await api.getOrder(placed.body.id);
    const ready = await send('GET', `${engine.urls.order}/health?deep=1`);

    expect([menu.status, list.status, placed.status, read.status, cancelled.status]).toEqual([
      200, 200, 201, 200, 200,
    ]);
    expect(menu.headers['x-cache']).toBe('bypass');
    expect(after.body).toMatchObject({ status: 'cancelled', payment_status: 'refunded' });
    expect(await api.stockOf(1)).toBe(100);
    expect(ready).toMatchObject({ status: 200, body: { checks: { redis: 'down' } } });

    await engine.startBackend('redis');
    await expect.poll(async () => (await api.menu(1)).headers['x-cache']).toBe('hit');
  });
}

test('while PostgreSQL is down the answers are 503, and service is back soon after it', async () => {
  const engine = await ownEngine();
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  await engine.stopBackend('postgres');

  const take = await send('PUT', `${engine.urls.restaurant}/inventory/1`, { json: { quantity: 1 } });
  const placed = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  const ready = await send('GET', `${engine.urls.restaurant}/health?deep=1`);

  expect(take).toMatchObject({ status: 503, body: { code: 'dependency_unavailable' } });
  expect(take.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres:/);
  expect(placed.status).toBe(503);
  expect(ready).toMatchObject({ status: 503, body: { status: 'unhealthy' } });

  await engine.startBackend('postgres');
  await expect.poll(async () => (await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status).toBe(201);
});

test('LOG=warn holds in functions too, and telemetry keeps its records', async () => {
  const engine = await ownEngine({ log: 'warn' });
  const { dataDir } = (await send('GET', engine.urls.engine)).body;

  const answer = await send('GET', `${engine.urls.restaurant}/menus`);
  const missing = await send('GET', `${engine.urls.restaurant}/menus/999999`);

  expect([answer.status, missing.status]).toEqual([200, 404]);
  const trace = `${engine.urls.engine}/traces/${answer.headers['x-trace-id']}.json`;
  await expect.poll(async () => (await send('GET', trace)).body?.logs?.length).toBeGreaterThan(0);
  for (const name of ['list-menus', 'get-menu']) {
    expect(await readFile(join(dataDir, 'logs', `restaurant-${name}.log`), 'utf8')).not.toContain('"INFO"');
  }
});

test.each([
  ['sqs', ['queue']],
  ['dynamodb', ['store', 'ledger']],
] as const)('while %s is down the order service says that it is not ready', async (backend, checks) => {
  const engine = await ownEngine();
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  const health = () => send('GET', `${engine.urls.order}/health?deep=1`);
  expect((await health()).body.checks).toEqual({
    store: 'up',
    ledger: 'up',
    queue: 'up',
    user: 'up',
    restaurant: 'up',
    redis: 'up',
  });

  await engine.stopBackend(backend);

  expect((await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status).toBe(503);
  expect(await health()).toMatchObject({
    status: 503,
    body: { status: 'unhealthy', checks: Object.fromEntries(checks.map((name) => [name, 'down'])) },
  });
});

test('backends that are killed are back by themselves, and so is the service', async () => {
  const engine = await ownEngine({ log: 'silent' });
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  const status = async () => (await send('GET', engine.urls.engine)).body;
  const { backends } = await status();

  for (const pid of Object.values<number>(backends)) process.kill(pid, 'SIGKILL');
  const refused = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);

  expect([502, 503, 504]).toContain(refused.status);
  await expect
    .poll(async () => (await status()).backendStates, { timeout: 60_000 })
    .toEqual({
      ...Object.fromEntries(Object.keys(backends).map((name) => [name, { state: 'up', restarts: 1 }])),
      ssm: { state: 'up', restarts: 0 }, // in the engine's own process
    });
  await expect
    .poll(async () => (await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status, { timeout: 60_000 })
    .toBe(201);
  expect((await send('GET', `${engine.urls.order}/health?deep=1`)).status).toBe(200);
});

/** Recovery in seconds, so that a test can wait for it. */
const QUICK = { PENDING_MS: '1500', RECOVERY_DELAY_MS: '2000', CANCEL_RECOVERY_DELAY_MS: '2000' };

test('an order whose function is killed is brought to rest, and its stock comes back', async () => {
  const engine = await ownEngine({ environment: QUICK });
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 700 });
  const placing = api.order(buyer, [{ menu_id: 1, quantity: 3 }]);
  await expect.poll(() => ordersOf(buyer.token)).toMatchObject([{ status: 'pending' }]);

  for (const pid of engine.functions.get('order/place-order')?.pids ?? []) process.kill(pid, 'SIGKILL');

  expect((await placing).status).toBe(502);
  await expect
    .poll(() => ordersOf(buyer.token), { timeout: 20_000 })
    .toMatchObject([{ status: 'failed', payment_status: 'failed' }]);
  await expect.poll(() => api.stockOf(1), { timeout: 20_000 }).toBe(100);
  expect((await api.order(buyer, [{ menu_id: 1, quantity: 1 }])).status).toBe(201);

  async function ordersOf(token: string) {
    return (await send('GET', `${engine.urls.order}/orders`, { token })).body.items;
  }
});

test('a reservation of what cannot exist is refused, and no fault of PostgreSQL', async () => {
  const engine = await ownEngine();
  const secret = engine.variables('restaurant').SERVICE_TOKEN_SECRET ?? '';
  const token = await createServiceTokens(secret).sign('restaurant');
  const reserve = (body: string) =>
    send('POST', `${engine.urls.restaurant}/inventory/reservations`, { token, body });

  for (const id of ['1e21', '9007199254740993', '-9223372036854775809', '1e400']) {
    expect(await reserve(`{"reservation_id":${id},"items":[{"menu_id":1,"quantity":1}]}`)).toMatchObject({
      status: 422,
    });
  }
  for (const id of ['1e21', '9007199254740993', '-1', '-0']) {
    expect(await reserve(`{"reservation_id":1,"items":[{"menu_id":${id},"quantity":1}]}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  }
});
