import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { inParallel } from '#shared/in-parallel';
import { SERVICE_NAMES } from '#shared/services';
import { countBy, createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const POLL_MS = 500;
const api = createApi(inject('urls'));
const ssm = new SSMClient({
  endpoint: inject('ssmEndpoint'),
  region: LOCAL_IDENTITY.region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
let buyer: TestUser;
beforeAll(async () => {
  buyer = await api.newUser();
});
beforeEach(() => api.setStock(4, 50));
afterEach(() => api.calm());
afterAll(() => ssm.destroy());

/** Sets a parameter like `aws ssm put-parameter --overwrite`. */
const put = (service: string, value: string | object) =>
  ssm.send(
    new PutParameterCommand({
      Name: `/food-delivery/local/chaos/${service}`,
      Value: typeof value === 'string' ? value : JSON.stringify(value),
      Type: 'String',
      Overwrite: true,
    }),
  );

const order = () => api.order(buyer, [{ menu_id: 4, quantity: 1 }]);

/** Measures the time from now to the last call on which the fault did not act yet. */
async function lateness(acts: () => Promise<boolean>): Promise<number> {
  const since = performance.now();
  let lastMs = 0;
  for (let askedMs = 0; !(await acts()); askedMs = performance.now() - since) lastMs = askedMs;
  return lastMs;
}

test('a switch that is put into the Parameter Store acts within two poll intervals, on and off', async () => {
  // An environment with the old state exists, so that it must notice the change.
  expect((await order()).body.status).toBe('confirmed');

  await put('order', { payment_fail: { fail_percent: 100 } });
  const on = await lateness(async () => (await order()).body.status === 'failed');
  await put('order', {});
  const off = await lateness(async () => (await order()).body.status === 'confirmed');

  expect(on).toBeLessThan(2 * POLL_MS);
  expect(off).toBeLessThan(2 * POLL_MS);
});

test('a delay that is put into the Parameter Store slows the service', async () => {
  const delayMs = 400 * target.slowness;
  await put('user', { delay: { delay_ms: delayMs } });

  const call = async (): Promise<boolean> => {
    const startedAt = performance.now();
    await send('GET', `${api.urls.user}/users/${buyer.id}`);
    return performance.now() - startedAt >= delayMs;
  };

  expect(await lateness(call)).toBeLessThan(2 * POLL_MS);
});

type Service = (typeof SERVICE_NAMES)[number];
const list = async (service: Service) => (await send('GET', `${api.urls[service]}/chaos`)).body;
const end = (service: Service) => send('DELETE', `${api.urls[service]}/chaos`);
const NOTHING = { enabled: true, rules: [], invalid: [] };

test('GET /chaos lists the four switches by their names, and DELETE /chaos ends them', async () => {
  await api.chaos('user', 'delay', { delay_ms: 5 });
  await api.chaos('user', 'error', { enable: true });
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 7 });
  await put('order', { payment_fail: { fail_percent: 30 } });

  const rules = await Promise.all(SERVICE_NAMES.map(list));
  expect(rules.map(({ rules }) => rules)).toMatchObject([
    [
      { id: 'delay', point: 'user.handler', mode: 'latency', ms: 5, delay_ms: 5, expires_at: null, hits: 0 },
      { id: 'error', mode: 'exception', percentage: 50, enable: true, hits: 0 },
    ],
    [{ id: 'inventory_delay', point: 'restaurant.handler', ms: 7, delay_ms: 7, hits: 0 }],
    [{ id: 'payment_fail', point: 'order.payments.charge', percentage: 30, fail_percent: 30 }],
  ]);
  const ended = await Promise.all([...SERVICE_NAMES, 'order' as const].map(end));

  expect(ended.map(({ status, text }) => [status, text])).toEqual(Array(4).fill([204, '']));
  expect(await Promise.all(SERVICE_NAMES.map(list))).toEqual(Array(3).fill(NOTHING));
  const answers = await inParallel(target.readsAtOnce, 40, () =>
    send('GET', `${api.urls.user}/users/${buyer.id}`),
  );
  expect(countBy(answers, ({ status }) => status)).toEqual({ 200: 40 });
});

test('/chaos takes no fault, and is there through the gateway', async () => {
  await put('user', { delay: { delay_ms: 60_000 }, error: { enable: true } });
  await api.chaos('user', 'error', { enable: true });

  const answers = await inParallel(target.readsAtOnce, 20, () =>
    send('GET', `${api.urls.gateway}/api/users/chaos?delay=60000`),
  );

  expect(countBy(answers, ({ status }) => status)).toEqual({ 200: 20 });
  expect(answers.every(({ headers }) => headers['x-chaos-hit'] === undefined)).toBe(true);
  expect((await send('DELETE', `${api.urls.gateway}/api/users/chaos?delay=60000`)).status).toBe(204);
  expect((await send('GET', `${api.urls.user}/chaosx`)).status).toBe(404);
  expect(await send('POST', `${api.urls.user}/chaos`)).toMatchObject({
    status: 405,
    headers: { allow: expect.stringMatching(/GET.*DELETE/) },
  });
});

test('answers name the faults that acted, and hits are their number over all environments', async () => {
  await api.chaos('user', 'error', { enable: true });
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 1 });
  await api.chaos('order', 'payment_fail', { fail_percent: 50 });

  const users = await inParallel(target.readsAtOnce, 200, () =>
    send('GET', `${api.urls.user}/users/${buyer.id}?delay=1`),
  );
  const stock = await inParallel(target.readsAtOnce, 40, () =>
    send('PUT', `${api.urls.restaurant}/inventory/4/restore`, { json: { quantity: 1 } }),
  );
  await api.chaos('user', 'error', { enable: false });
  const orders = await inParallel(target.ordersAtOnce, 40, order);

  const hits = (answers: typeof users) => countBy(answers, ({ headers }) => String(headers['x-chaos-hit']));
  const byStatus = countBy(users, ({ status }) => status);
  const failed = orders.filter(({ body }) => body.status === 'failed').length;
  expect(hits(users)).toEqual({
    'query_delay@user.handler': byStatus[200],
    'query_delay@user.handler, error@user.handler': byStatus[500],
  });
  expect(hits(stock)).toEqual({ 'inventory_delay@restaurant.handler': 40 });
  expect(hits(orders)).toEqual({ undefined: 40 - failed, 'payment_fail@order.payments.charge': failed });
  await expect.poll(async () => (await list('order')).rules[0].hits).toBe(failed);
  // each order reserves, and each that failed releases: on a slow machine not before recovery does it
  await expect
    .poll(async () => (await list('restaurant')).rules[0].hits, { timeout: 45_000 })
    .toBe(40 + 40 + failed);
});

test('the hits of an error are the 500s that callers saw, and begin anew when it is set again', async () => {
  for (const calls of [120, 40]) {
    await api.chaos('user', 'error', { enable: true });
    const answers = await inParallel(target.readsAtOnce, calls, () =>
      send('GET', `${api.urls.user}/users/${buyer.id}`),
    );
    const failed = answers.filter(({ status }) => status === 500).length;
    await expect.poll(async () => (await list('user')).rules[0].hits).toBe(failed);
  }
});

test.each([
  ['order', '{"payment_failure":{"fail_percent":100}}', /"payment_failure" is no switch.*"payment_fail"/],
  ['order', 'rubbish', /not valid JSON/],
  ['order', '{"payment_fail":{"fail_percent":"x"}}', /a whole number from 0 to 100/],
  ['order', '{"delay":{"delay_ms":5}}', /delay is a switch of the user service/],
  ['user', '[]', /not a JSON object/],
] as const)('%s takes no switch from %s', async (service, value, problem) => {
  const putting = put(service, value);

  if (target.name === 'engine') {
    const name = 'ValidationException';
    await expect(putting).rejects.toMatchObject({ name, message: expect.stringMatching(problem) });
    expect(await list(service)).toEqual(NOTHING);
  } else {
    await putting;
    const invalid = [{ value, problem: expect.stringMatching(problem) }];
    expect(await list(service)).toEqual({ ...NOTHING, invalid });
  }
});
