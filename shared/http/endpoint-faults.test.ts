import { describe, expect, test } from 'vitest';
import { via } from '#shared/faults/points/adapter';
import { outgoingHeaders } from '#shared/telemetry/propagation';
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

describe('x-chaos', () => {
  const rule = { point: 'user.handler', mode: 'exception' };
  const sent = (value: unknown, more: Record<string, string> = {}) => ({
    headers: { 'X-Chaos': typeof value === 'string' ? value : JSON.stringify(value), ...more },
  });
  const inBaggage = (value: object, more = {}) => ({
    headers: { baggage: `a=1,chaos=${encodeURIComponent(JSON.stringify(value))}`, ...more },
  });
  const STATED = {
    ...rule,
    id: 'header-1',
    set_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + 60_000).toISOString(),
  };

  test('acts on this request, and on no other', async () => {
    const shell = shellWith();
    const [hit, other] = await Promise.all([
      call(routes.open, { shell, event: sent(rule) }),
      call(routes.open, { shell }),
    ]);

    expect(hit).toMatchObject({ status: 500, headers: { 'x-chaos-hit': 'header-1@user.handler' } });
    expect(other.status).toBe(200);
    expect(other.headers).not.toHaveProperty('x-chaos-hit');
  });

  test('names another service’s point, and then acts there only', async () => {
    const event = sent([
      { ...rule, point: 'restaurant.handler' },
      { ...rule, mode: 'latency', ms: 1 },
    ]);

    expect(await call(routes.open, { event })).toMatchObject({
      status: 200,
      headers: { 'x-chaos-hit': 'header-2@user.handler' },
    });
  });

  test.each([
    ['{', ['header', 'x-chaos']],
    ['x'.repeat(2_049), ['header', 'x-chaos']],
    [Array(6).fill(rule), ['header', 'x-chaos']],
    [{ ...rule, mode: 'nonsense' }, ['header', 'x-chaos', 'mode']],
    [[{ ...rule, percentage: -1 }], ['header', 'x-chaos', 0, 'percentage']],
    [{ ...rule, point: 'user.mail.sent' }, ['header', 'x-chaos', 'point']],
    [{ ...rule, mode: 'decline' }, ['header', 'x-chaos', 'mode']],
  ])('%j is refused', async (value, loc) => {
    expect(await call(routes.open, { event: sent(value) })).toMatchObject({
      status: 422,
      body: { detail: [{ loc }] },
    });
  });

  test('never acts on /chaos, and not at all where chaos is off', async () => {
    const off = shellWith({}, { chaosEnabled: false });

    for (const event of [sent(rule), sent('{')]) {
      expect((await call(routes.rules, { event })).status).toBe(200);
      expect((await call(routes.open, { event, shell: off })).status).toBe(200);
    }
  });

  test('needs the key where there is one; baggage without it is ignored', async () => {
    const shell = shellWith({}, { chaosKey: 'a key of the tests' });
    const key = { 'x-chaos-key': 'a key of the tests' };
    const statusOf = async (event: object) => (await call(routes.open, { shell, event })).status;

    expect(await statusOf(sent(rule))).toBe(403);
    expect(await statusOf(sent(rule, { 'x-chaos-key': 'another' }))).toBe(403);
    expect(await statusOf(sent(rule, key))).toBe(500);
    expect(await statusOf(inBaggage([STATED]))).toBe(200);
    expect(await statusOf(inBaggage([STATED], key))).toBe(500);
  });

  test('baggage acts as the header does, and is refused as it is', async () => {
    expect(await call(routes.open, { event: inBaggage([STATED]) })).toMatchObject({
      headers: { 'x-chaos-hit': 'header-1@user.handler' },
    });
    expect(await call(routes.open, { event: inBaggage([rule]) })).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['header', 'baggage', 0] }] },
    });
    const over = { ...STATED, expires_at: '2020-01-01T00:00:00Z' };
    expect((await call(routes.open, { event: inBaggage([over]) })).status).toBe(200);
  });

  test('travels on with what the next service needs, and rules that may not act do not', async () => {
    const chaosKey = 'a key of the tests';
    const shell = shellWith({}, { chaosKey });
    const outgoing = async (event: object, given = shell) =>
      (await call(routes.open, { shell: given, event }, async () => outgoingHeaders(1))).body;
    const elsewhere = { ...rule, point: 'order.handler' };

    const carried = await outgoing(sent(elsewhere, { 'x-chaos-key': chaosKey }));
    expect(carried).toEqual({
      baggage: expect.stringMatching(/^chaos=\[/),
      'x-chaos-key': chaosKey,
      'x-chaos-attempt': '2',
    });
    const next = { headers: { baggage: carried.baggage, 'x-chaos-key': chaosKey } };
    expect(await outgoing(next)).toEqual(carried);
    expect(await outgoing({})).toEqual({ 'x-chaos-attempt': '2' });
    expect(await outgoing(inBaggage([STATED]))).toEqual({ 'x-chaos-attempt': '2' });
  });

  test('a repeated call is another try', async () => {
    const second = { ...rule, match: { attempt: 2 } };
    const tries = (attempt: string) =>
      call(routes.open, { event: sent(second, { 'x-chaos-attempt': attempt }) });

    expect(await Promise.all(['1', '2', 'x'].map(async (n) => (await tries(n)).status))).toEqual([
      200, 500, 200,
    ]);
  });
});
