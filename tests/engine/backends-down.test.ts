import { expect, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';
import { REDIS_CHOICES } from '#tests/support/stores/redis-choices';
import { ownEngine, sharedEngine } from './own-engine.ts';

const engineOf = sharedEngine({ log: 'silent' });

test('backends that are killed are back by themselves, and so is the service', async () => {
  const engine = engineOf();
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

test('while PostgreSQL is down the answers are 503, and service is back soon after it', async () => {
  const engine = engineOf();
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

test.each([
  ['sqs', ['queue']],
  ['dynamodb', ['store', 'ledger']],
] as const)('while %s is down the order service says that it is not ready', async (backend, checks) => {
  const engine = engineOf();
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

  await engine.startBackend(backend);
  await expect.poll(async () => (await health()).status).toBe(200);
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
