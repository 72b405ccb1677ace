import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createServiceTokens } from '#shared/auth/tokens';
import { EngineStatus } from '#shared/cli/engine-status';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, send } from '#tests/support/api/client';
import { sharedEngine } from './own-engine.ts';

const engineOf = sharedEngine({ maxConcurrency: 4, log: 'warn' });

test('with 4 environments per function and 128 connections nothing times out', async () => {
  const engine = engineOf();
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
  const engine = engineOf();
  await createApi(engine.urls).menu(1);

  const pids = [...engine.functions.values()].flatMap((pool) => pool.pids);

  expect(pids.length).toBeGreaterThan(0);
  expect(pids).not.toContain(process.pid);
});

test('LOG=warn holds in functions too, and telemetry keeps its records', async () => {
  const engine = engineOf();
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

test('the engine shows browsers every address, and programs its status as before', async () => {
  const { urls } = engineOf();
  const get = (accept?: string) => send('GET', urls.engine, { ...(accept && { headers: { accept } }) });

  const page = await get('text/html,application/xhtml+xml,*/*;q=0.8');
  const links = [...page.text.matchAll(/href="(http[^"]+|\/[^"]*)"/g)].map(([, to = '']) => to);

  expect(page).toMatchObject({ status: 200, headers: { vary: 'Accept' } });
  for (const url of [urls.user, urls.restaurant, urls.order, urls.gateway])
    expect(links).toContain(`${url}/`);
  const headers = { accept: 'text/html' };
  for (const link of links) {
    expect(await send('GET', new URL(link, urls.engine).href, { headers }), link).toMatchObject({
      status: 200,
    });
  }
  for (const accept of [undefined, '*/*', 'application/json']) {
    const status = await get(accept);
    expect(status.headers['content-type']).toBe('application/json');
    expect(status.headers).not.toHaveProperty('vary');
    expect(Object.keys(status.body)).toEqual(Object.keys(EngineStatus.shape));
  }
});

test('a reservation of what cannot exist is refused, and no fault of PostgreSQL', async () => {
  const engine = engineOf();
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
