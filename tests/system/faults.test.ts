import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { countBy, createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
/** Longer than anything else in a call, so that it stands out. */
const DELAY_MS = 400 * target.slowness;
let buyer: TestUser;
beforeAll(async () => {
  buyer = await api.newUser();
});
beforeEach(() => api.setStock(5, 80));
afterEach(() => api.calm());

async function timed<T>(task: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startedAt = performance.now();
  const result = await task();
  return { ms: performance.now() - startedAt, result };
}

test('payments that all fail: orders failed, stock exact', async () => {
  expect(await api.chaos('order', 'payment_fail', { fail_percent: 100 })).toMatchObject({
    status: 200,
    body: { message: 'Payment failure rate set to 100%' },
  });

  const answers = await inParallel(target.ordersAtOnce, 16, () =>
    api.order(buyer, [{ menu_id: 5, quantity: 1 }]),
  );

  expect(countBy(answers, ({ status, body }) => `${status} ${body.status} ${body.payment_status}`)).toEqual({
    '201 failed failed': 16,
  });
  expect(await api.stockOf(5)).toBe(80);
});

test('payments that fail at 30 %: some of each, stock exact', async () => {
  await api.chaos('order', 'payment_fail', { fail_percent: 30 });

  const answers = await inParallel(target.ordersAtOnce, 60, () =>
    api.order(buyer, [{ menu_id: 5, quantity: 1 }]),
  );

  const { confirmed = 0, failed = 0 } = countBy(answers, ({ body }) => body.status);
  expect(confirmed + failed).toBe(60);
  expect(Math.min(confirmed, failed)).toBeGreaterThan(0);
  expect(await api.stockOf(5)).toBe(80 - confirmed);
});

test('/chaos/delay slows every route of the user service, and so every order', async () => {
  expect((await api.chaos('user', 'delay', { delay_ms: DELAY_MS })).body).toEqual({
    message: `Delay set to ${DELAY_MS}ms`,
  });

  const user = await timed(() => send('GET', `${api.urls.user}/users/${buyer.id}`));
  const order = await timed(() => api.order(buyer, [{ menu_id: 5, quantity: 1 }]));

  expect(user.ms).toBeGreaterThanOrEqual(DELAY_MS);
  expect(order.ms).toBeGreaterThanOrEqual(DELAY_MS);
  expect(order.result.status).toBe(201);
});

test('?delay= slows one call', async () => {
  const url = `${api.urls.user}/validate?delay=300`;

  const slow = await timed(() => send('POST', url, { token: buyer.token }));

  expect(slow.ms).toBeGreaterThanOrEqual(300);
  expect(slow.result.status).toBe(200);
});

test('/chaos/error fails about half of the calls with a JSON body, and itself never', async () => {
  expect((await api.chaos('user', 'error', { enable: true })).body).toEqual({
    message: 'Error injection set to: True',
  });

  const answers = await inParallel(target.readsAtOnce, 80, () =>
    send('GET', `${api.urls.user}/users/${buyer.id}`),
  );
  const switches = await inParallel(target.readsAtOnce, 8, () =>
    api.chaos('user', 'error', { enable: true }),
  );

  const counts = countBy(answers, ({ status }) => status);
  expect(Object.keys(counts).sort()).toEqual(['200', '500']);
  expect(counts[500]).toBeGreaterThan(15);
  expect(counts[500]).toBeLessThan(65);
  expect(answers.find(({ status }) => status === 500)?.body).toMatchObject({
    code: 'injected_error',
    request_id: expect.any(String),
  });
  expect(countBy(switches, ({ status }) => status)).toEqual({ 200: 8 });
  expect((await api.chaos('user', 'error', { enable: false })).body).toEqual({
    message: 'Error injection set to: False',
  });
});

test('a failing user service is a dependency failure to who orders, never a 401', async () => {
  await api.chaos('user', 'error', { enable: true });

  const answers = await inParallel(target.ordersAtOnce, 40, () =>
    api.order(buyer, [{ menu_id: 5, quantity: 1 }]),
  );

  const counts = countBy(answers, ({ status }) => status);
  expect(Object.keys(counts).every((status) => ['201', '502', '503'].includes(status))).toBe(true);
  expect(await api.stockOf(5)).toBe(80 - (counts[201] ?? 0));
});

test('/chaos/inventory_delay slows /inventory and nothing else', async () => {
  expect((await api.chaos('restaurant', 'inventory_delay', { delay_ms: DELAY_MS })).body).toEqual({
    message: `Inventory update delay set to ${DELAY_MS}ms`,
  });

  const take = await timed(() =>
    send('PUT', `${api.urls.restaurant}/inventory/5`, { json: { quantity: 1 } }),
  );
  await api.menu(5);
  const read = await timed(() => api.menu(5));
  const order = await timed(() => api.order(buyer, [{ menu_id: 5, quantity: 1 }]));

  expect(take.ms).toBeGreaterThanOrEqual(DELAY_MS);
  expect(read.ms).toBeLessThan(DELAY_MS);
  expect(order.ms).toBeGreaterThanOrEqual(DELAY_MS);
  expect(order.result.body.status).toBe('confirmed');
  expect(await api.stockOf(5)).toBe(78);
});

test.each([
  ['user', 'delay', { delay_ms: -1 }],
  ['user', 'delay', { delay_ms: 1.5 }],
  ['user', 'delay', {}],
  ['user', 'error', { enable: 'maybe' }],
  ['user', 'error', {}],
  ['restaurant', 'inventory_delay', { delay_ms: 'x' }],
  ['order', 'payment_fail', { fail_percent: 101 }],
  ['order', 'payment_fail', { fail_percent: -1 }],
] as const)('POST %s /chaos/%s %j is 422', async (service, name, json) => {
  expect((await api.chaos(service, name, json)).status).toBe(422);
});
