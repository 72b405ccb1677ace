import { setTimeout as wait } from 'node:timers/promises';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { inParallel } from '#shared/in-parallel';
import type { ServiceName } from '#shared/services';
import { countBy, createApi, send, type TestUser } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

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
afterEach(() => api.calm());
afterAll(() => ssm.destroy());

const url = (service: ServiceName, id = ''): string => `${api.urls[service]}/chaos${id && `/${id}`}`;
const put = (service: ServiceName, id: string, json: unknown) => send('PUT', url(service, id), { json });
const end = (service: ServiceName, id = '') => send('DELETE', url(service, id));
const list = async (service: ServiceName) => (await send('GET', url(service))).body;
const putText = (service: ServiceName, value: object) =>
  ssm.send(
    new PutParameterCommand({
      Name: `/food-delivery/local/chaos/${service}`,
      Value: JSON.stringify(value),
      Type: 'String',
      Overwrite: true,
    }),
  );

const getUser = () => send('GET', `${api.urls.user}/users/${buyer.id}`);
/** Of the stage `local`: `chaosPollMs` in its settings. */
const POLL_MS = 500;
const BROKEN = { point: 'user.users.*', mode: 'exception' };
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

test('a rule acts in every environment once PUT has answered, and in none once DELETE has', async () => {
  await inParallel(target.readsAtOnce, 40, getUser);

  const set = await put('user', 'broken', { ...BROKEN, id: 'broken', note: '점검', owner: 'a@b' });
  const during = await inParallel(target.readsAtOnce, 40, getUser);
  const ended = await end('user', 'broken');
  const after = await inParallel(target.readsAtOnce, 40, getUser);

  expect(set).toMatchObject({
    status: 200,
    body: { ...BROKEN, id: 'broken', when: 'instead', note: '점검', owner: 'a@b' },
  });
  const { set_at, expires_at } = set.body;
  expect(Date.parse(expires_at) - Date.parse(set_at)).toBe(15 * 60_000);
  expect(countBy(during, ({ status }) => status)).toEqual({ 503: 40 });
  expect(new Set(during.map(({ headers }) => headers['x-chaos-hit']))).toEqual(
    new Set(['broken@user.users.find']),
  );
  expect([ended.status, ended.text]).toEqual([204, '']);
  expect(countBy(after, ({ status }) => status)).toEqual({ 200: 40 });
  expect((await list('user')).rules).toEqual([]);
  expect((await end('user', 'broken')).status).toBe(404);
});

test('GET /chaos lists rules beside the switches, with their hits over all environments and a second', async () => {
  await api.chaos('user', 'delay', { delay_ms: 1 });
  const set = await put('user', 'half', { ...BROKEN, percentage: 50, starts_in: 0, seed: 7 });

  const answers = await inParallel(target.readsAtOnce, 100, getUser);

  const hit = answers.filter(({ status }) => status === 503).length;
  expect(hit).toBeGreaterThan(20);
  await expect
    .poll(async () => (await list('user')).rules.map((rule: { hits: number }) => rule.hits))
    .toEqual([100, hit]);
  const { rules, enabled, invalid } = await list('user');
  expect({ enabled, invalid }).toEqual({ enabled: true, invalid: [] });
  expect(rules).toMatchObject([
    { id: 'delay', delay_ms: 1, expires_at: null },
    { ...set.body, hits: hit },
  ]);
  for (const { hits_per_second } of rules) expect(hits_per_second).toBeTypeOf('number');
});

test('a replaced rule begins anew, and DELETE /chaos ends rules and switches', async () => {
  await put('user', 'one', { ...BROKEN, times: 2 });
  expect(countBy(await inParallel(target.readsAtOnce, 10, getUser), ({ status }) => status)).toEqual({
    503: 2,
    200: 8,
  });
  await put('user', 'one', { ...BROKEN, times: 3 });
  await api.chaos('user', 'delay', { delay_ms: 1 });
  expect(countBy(await inParallel(target.readsAtOnce, 10, getUser), ({ status }) => status)).toEqual({
    503: 3,
    200: 7,
  });

  expect((await end('user')).status).toBe(204);

  expect(await list('user')).toEqual({ enabled: true, rules: [], invalid: [] });
});

test('a documented switch is ended by its name, and PUT there names the short form', async () => {
  await api.chaos('user', 'delay', { delay_ms: 1 });
  await api.chaos('user', 'error', { enable: true });

  expect((await end('user', 'error')).status).toBe(204);
  expect((await list('user')).rules).toMatchObject([{ id: 'delay' }]);
  expect((await end('user', 'error')).status).toBe(404);
  expect(await put('user', 'delay', BROKEN)).toMatchObject({
    status: 422,
    body: {
      detail: [{ loc: ['path', 'id'], msg: expect.stringMatching(/POST \/chaos\/delay .*"delay_ms"/) }],
    },
  });
  expect((await put('user', 'payment_fail', BROKEN)).status).toBe(422);
  expect((await send('PATCH', url('user', 'delay'))).headers.allow).toBe('POST, PUT, DELETE');
});

test('a rule that begins later is listed, does not act, and then acts; when it is over, it is not listed', async () => {
  const set = await put('user', 'later', {
    ...BROKEN,
    starts_in: 2,
    expires_at: soon(4_000 * target.slowness),
  });
  expect(set.body).toMatchObject({ starts_at: expect.any(String) });
  expect(set.body).not.toHaveProperty('starts_in');
  if (target.slowness === 1) expect((await getUser()).status).toBe(200);
  expect((await list('user')).rules).toMatchObject([{ id: 'later' }]);

  await expect.poll(async () => (await getUser()).status, { timeout: 20_000 }).toBe(503);
  await expect.poll(async () => (await getUser()).status, { timeout: 30_000 * target.slowness }).toBe(200);

  expect((await list('user')).rules).toEqual([]);
});

// LocalStack's Parameter Store is none that keeps every write apart: see docs/targets.md.
test.skipIf(target.name === 'localstack')(
  'ten rules at once, and switches beside them: nothing is lost',
  async () => {
    const ids = Array.from({ length: 10 }, (_, at) => `rule-${at}`);

    const answers = await Promise.all([
      ...ids.map((id) => put('restaurant', id, { point: 'restaurant.menus.*', mode: 'latency', ms: 1 })),
      api.chaos('restaurant', 'inventory_delay', { delay_ms: 1 }),
    ]);

    expect(countBy(answers, ({ status }) => status)).toEqual({ 200: 11 });
    const { rules } = await list('restaurant');
    expect(rules.map(({ id }: { id: string }) => id).toSorted()).toEqual(['inventory_delay', ...ids]);
    expect(
      countBy(await Promise.all(ids.map((id) => end('restaurant', id))), ({ status }) => status),
    ).toEqual({
      204: 10,
    });
    expect((await list('restaurant')).rules).toMatchObject([{ id: 'inventory_delay' }]);
  },
);

test('more than the parameter holds is refused with the bytes that are left', async () => {
  const long = { ...BROKEN, note: 'x'.repeat(200) };
  let answer = await put('user', 'rule-0', long);
  for (let at = 1; answer.status === 200; at++) answer = await put('user', `rule-${at}`, long);

  expect(answer.body.detail[0]).toMatchObject({
    loc: ['body'],
    msg: expect.stringMatching(/needs \d+ bytes and \d+ of the service's 4096 are left/),
  });
  expect((await list('user')).rules.length).toBeGreaterThan(8);
});

test('a rule in the Parameter Store acts in every environment within two poll intervals, and ends as soon', async () => {
  await inParallel(target.readsAtOnce, 40, getUser);

  await putText('user', { rules: [{ id: 'stored', ...BROKEN }] });
  await wait(2 * POLL_MS);
  const during = await inParallel(target.readsAtOnce, 40, getUser);
  await putText('user', {});
  await wait(2 * POLL_MS);
  const after = await inParallel(target.readsAtOnce, 40, getUser);

  expect(countBy(during, ({ status }) => status)).toEqual({ 503: 40 });
  expect(countBy(after, ({ status }) => status)).toEqual({ 200: 40 });
});

test('a rule that is put into the Parameter Store acts, for 15 minutes from its write', async () => {
  await putText('user', { rules: [{ id: 'stored', ...BROKEN }] });

  await expect.poll(async () => (await getUser()).status).toBe(503);

  const [rule] = (await list('user')).rules;
  const expiresIn = Date.parse(rule.expires_at) - Date.now();
  expect(expiresIn).toBeGreaterThan(14 * 60_000);
  expect(expiresIn).toBeLessThan(15 * 60_000 + 1_000);
  // A write of others does not make it longer.
  await put('user', 'other', { point: 'user.passwords.*', mode: 'latency', ms: 1 });
  expect((await list('user')).rules[0]).toMatchObject({ id: 'stored', expires_at: rule.expires_at });
});

test('a rule in the Parameter Store at a point that the service has not is refused there, or listed as invalid', async () => {
  const stored = putText('user', { rules: [{ id: 'nowhere', ...BROKEN, point: 'user.users.fnd' }] });

  const problem = /user\.users\.fnd matches no point of the user service; near it are .*user\.users\.find/;
  if (
    await stored.then(
      () => false,
      (error: Error) => problem.test(error.message),
    )
  ) {
    expect(await list('user')).toEqual({ enabled: true, rules: [], invalid: [] });
    return;
  }
  // A store of others takes any text.
  expect(await list('user')).toEqual({
    enabled: true,
    rules: [],
    invalid: [{ value: expect.stringContaining('nowhere'), problem: expect.stringMatching(problem) }],
  });
});

test('a sealed rule acts unseen, and is ended with the others', async () => {
  await getUser();
  const set = await put('user', 'drill', { point: 'user.handler', mode: 'exception', sealed: true });
  expect(set).toMatchObject({ status: 200, body: { id: 'drill', sealed: true } });

  const during = await inParallel(target.readsAtOnce, 20, getUser);
  await put('user', 'beside', { point: 'user.passwords.*', mode: 'latency', ms: 1 });
  const beside = await getUser();

  expect(countBy(during, ({ status, body }) => `${status} ${body.code}`)).toEqual({ '500 internal': 20 });
  expect(during.every(({ headers }) => headers['x-chaos-hit'] === undefined)).toBe(true);
  expect((await list('user')).rules).toMatchObject([{ id: 'beside' }]);
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/food-delivery/local/chaos/user' }));
  expect(Parameter?.Value).not.toContain('drill');
  expect(beside.status).toBe(500);
  expect((await end('user')).status).toBe(204);
  expect((await getUser()).status).toBe(200);
});
