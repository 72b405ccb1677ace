import { describe, expect, test } from 'vitest';
import { via } from '#shared/faults/points/adapter';
import { createFaults, parameterOf } from '#tests/support/faults/injected-faults';
import { call, routes, shellWith } from '#tests/support/http/called-endpoint';

test('faults act before everything else of an invocation', async () => {
  const failing = shellWith({ error: { enable: true } });
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async () => (await call(routes.faulty, { shell: failing })).status),
  );

  expect(new Set(statuses)).toEqual(new Set([200, 500]));
});

test('a delay that outlasts the invocation ends in our own 504', async () => {
  const slow = { shell: shellWith({ delay: { delay_ms: 5_000 } }), remainingMs: 510 };

  expect(await call(routes.faulty, slow)).toMatchObject({ status: 504, body: { code: 'timeout' } });
  expect((await call(routes.open, slow)).status).toBe(200);
});

test('the answer names each fault that acted on it, in order, whatever its status', async () => {
  const both = shellWith({ delay: { delay_ms: 1 }, error: { enable: true } });
  const event = { queryStringParameters: { delay: '1' } };
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => call(routes.faulty, { shell: both, event })),
  );
  const hits = new Set(answers.map(({ status, headers }) => `${status} ${headers['x-chaos-hit']}`));
  const late = await call(routes.faulty, {
    shell: shellWith({ delay: { delay_ms: 5_000 } }),
    remainingMs: 510,
  });

  expect(hits).toEqual(
    new Set([
      '200 query_delay@user.handler, delay@user.handler',
      '500 query_delay@user.handler, delay@user.handler, error@user.handler',
    ]),
  );
  expect(late).toMatchObject({ status: 504, headers: { 'x-chaos-hit': 'delay@user.handler' } });
  expect(late.headers['access-control-expose-headers']).toContain('x-chaos-hit');
});

test('a fault inside the business is named on its answer and on no other', async () => {
  const rules = [{ id: 'lost', point: 'user.mail.send', mode: 'latency', ms: 1 }];
  const shell = { ...shellWith(), ...createFaults('user', parameterOf({ rules })) };
  const { mail } = shell.faults.ports({ mail: via()({ send: async () => ({}) }) });
  const [hit, other] = await Promise.all([
    call(routes.open, { shell }, () => mail.send()),
    call(routes.open, { shell }),
  ]);

  expect(hit.headers['x-chaos-hit']).toBe('lost@user.mail.send');
  expect(other.headers).not.toHaveProperty('x-chaos-hit');
});

test.each([
  [routes.rules, true],
  [routes.chaos, true],
  [routes.notChaos, false],
])('%o asks for the key of the switches, and is not there without them: %j', async (route, isSwitch) => {
  const keyed = shellWith({}, { chaosKey: 'a key of 16 bytes' });
  const off = shellWith({}, { chaosEnabled: false });
  const withKey = { headers: { 'x-chaos-key': 'a key of 16 bytes' } };

  expect((await call(route, { shell: keyed })).status).toBe(isSwitch ? 403 : 200);
  expect((await call(route, { shell: keyed, event: withKey })).status).toBe(200);
  expect((await call(route, { shell: off })).status).toBe(isSwitch ? 404 : 200);
});

test('?delay= takes digits, and nothing else', async () => {
  const withDelay = (delay: string, chaosEnabled = true) =>
    call(routes.faulty, {
      shell: shellWith({}, { chaosEnabled }),
      remainingMs: 500,
      event: { queryStringParameters: { delay } },
    });

  expect((await withDelay('5')).status).toBe(504);
  for (const bad of ['-5', 'abc', '', '1.5', '1e3', '٥', ' 5', '5, 5']) {
    expect(await withDelay(bad)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['query', 'delay'] }] },
    });
  }
  expect((await withDelay('5', false)).status).toBe(200);
  expect((await withDelay('abc', false)).status).toBe(200);
});

describe('where the stage has a key for its switches', () => {
  const shell = shellWith({}, { chaosKey: 'a key of the tests' });
  const keys = [
    ['no key', {}, 403],
    ['another key', { 'X-Chaos-Key': 'a key of the test' }, 403],
    ['the key', { 'X-Chaos-Key': 'a key of the tests' }, 200],
  ] as const;

  test.each(keys)('a switch called with %s', async (_, headers, status) => {
    expect(await call(routes.chaos, { shell, event: { headers } })).toMatchObject({ status });
  });

  test('a refusal does not repeat the key', async () => {
    const answer = await call(routes.chaos, { shell, event: { headers: { 'x-chaos-key': 'guess' } } });

    expect(answer.body).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('x-chaos-key') });
    expect(answer.text).not.toContain('guess');
  });

  test.each(keys)('?delay= acts with the key only: %s', async (_, headers, status) => {
    const event = { headers, queryStringParameters: { delay: '60000' } };

    const answer = await call(routes.faulty, { shell, event, remainingMs: 510 });

    expect(answer.status).toBe(status === 200 ? 504 : 200);
  });

  test('the right key opens nothing where chaos is off', async () => {
    const off = shellWith({}, { chaosKey: 'a key of the tests', chaosEnabled: false });

    const answer = await call(routes.chaos, { shell: off, event: { headers: keys[2][1] } });

    expect(answer).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
  });
});

test('chaos routes do not exist where chaos is off', async () => {
  expect((await call(routes.chaos)).status).toBe(200);
  expect((await call(routes.chaos, { shell: shellWith({}, { chaosEnabled: false }) })).status).toBe(404);
});
