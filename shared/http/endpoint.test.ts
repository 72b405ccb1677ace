import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createServiceTokens, createUserTokens } from '#shared/auth/tokens';
import { AppError } from '#shared/errors';
import { DECLINE } from '#shared/faults/payment-failure';
import type { FaultSettings } from '#shared/faults/switch-table';
import { createFaultSwitches } from '#shared/faults/switches';
import { createLog } from '#shared/telemetry/log';
import { NO_HITS } from '#tests/support/faults/no-hits';
import { endpoint, type Handle, type Request } from './endpoint.ts';
import { digitsBetween, id, pathId } from './fields.ts';
import { jsonText, reply } from './reply.ts';
import { defineRoutes, type Route } from './route.ts';
import type { Shell } from './shell.ts';

const USERS = createUserTokens('a secret of the tests');
const SERVICES = createServiceTokens('another secret of the tests');
const line = z.object({ menu_id: id, quantity: z.int().positive() });

const { routes } = defineRoutes(
  { service: 'order', title: 't', description: 'd', tags: [] },
  {
    open: route({ method: 'GET', path: '/open', auth: 'public' }),
    post: route({
      method: 'POST',
      path: '/post',
      auth: 'bearer',
      status: 201,
      body: z.object({
        items: z.array(line).min(1).max(3),
        ready: z.boolean().optional(),
        password: z.string().min(3).optional(),
      }),
    }),
    form: route({
      method: 'POST',
      path: '/form',
      auth: 'public',
      bodyFormat: 'form',
      body: z.object({ username: z.string().min(1), password: z.string().min(1) }),
    }),
    one: {
      ...route({ method: 'GET', path: '/one', auth: 'public' }),
      path: '/one/{one_id}',
      params: z.object({ one_id: pathId }),
    },
    mine: route({ method: 'GET', path: '/mine', auth: 'user' }),
    owned: route({
      method: 'GET',
      path: '/owned',
      auth: 'owner',
      ownerOf: ({ by }: { readonly by: number }) => by,
      owned: 'parcel',
    }),
    internal: route({ method: 'GET', path: '/internal', auth: 'service' }),
    faulty: route({
      method: 'GET',
      path: '/faulty',
      auth: 'public',
      faults: ['query_delay', 'delay', 'error'],
    }),
    chaos: route({ method: 'GET', path: '/chaos/x', auth: 'public' }),
    rules: route({ method: 'GET', path: '/chaos', auth: 'public' }),
    notChaos: route({ method: 'GET', path: '/chaosx', auth: 'public' }),
    emptied: {
      ...route({ method: 'DELETE', path: '/emptied', auth: 'public', status: 204 }),
      response: z.void(),
    },
    keyed: route({
      method: 'GET',
      path: '/keyed',
      auth: 'public',
      headers: z.object({ 'idempotency-key': z.string().max(9).optional() }),
      query: z.object({ limit: digitsBetween(1, 5).default(2) }),
    }),
  },
);

/** What a test names of a route. */
type Given = Pick<Route, 'method' | 'path' | 'auth'> & Partial<Route>;

function route<const R extends Given>(given: R) {
  const defaults = {
    tag: 't',
    summary: 's',
    description: 'd',
    response: z.unknown(),
    example: { response: {} },
  };
  return { ...defaults, ...given };
}

function shellWith(
  settings: FaultSettings = {},
  options: Partial<Shell> & { chaosEnabled?: boolean } = {},
): Shell {
  const { chaosEnabled = true, ...rest } = options;
  const parameter = { get: async () => JSON.stringify(settings), put: async () => {} };
  return {
    log: createLog(),
    switches: createFaultSwitches(parameter, {
      service: 'user',
      enabled: chaosEnabled,
      ...NO_HITS,
      pollMs: 0,
    }),
    verifyUser: USERS.verify,
    verifyService: (token) => SERVICES.verify(token, 'order'),
    ...rest,
  };
}

interface Call {
  readonly shell?: Shell;
  readonly event?: Partial<APIGatewayProxyEvent>;
  readonly remainingMs?: number;
}

/** Calls a route whose handler returns what it was given, unless the test brings one of its own. */
async function call<R extends Route>(route: R, given: Call = {}, handle?: Handle<R>) {
  const echo = async ({ params, query, headers, body, user, token }: Request<R>) =>
    ({ params, query, headers, body, user, token }) as never;
  const handler = endpoint(route, given.shell ?? shellWith(), handle ?? (echo as unknown as Handle<R>));
  const event = {
    headers: {},
    body: null,
    queryStringParameters: null,
    pathParameters: null,
    ...given.event,
  };
  const context = {
    awsRequestId: 'invocation-1',
    getRemainingTimeInMillis: () => given.remainingMs ?? 10_000,
  } as unknown as Context;
  const { statusCode, headers, body } = await handler(event as APIGatewayProxyEvent, context);
  return {
    status: statusCode,
    headers: headers ?? {},
    text: body,
    body: body === '' ? undefined : JSON.parse(body),
  };
}

const json = (body: unknown, headers: Record<string, string> = {}) => ({
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
/** A key and a value in EUC-KR, as base64. */
const EUC_KR = Buffer.from('7b2269223a22bcade8ef227d', 'hex').toString('base64');
const bearer = { Authorization: 'Bearer abc' };
const good = { items: [{ menu_id: 1, quantity: 2 }] };

test('answers with the status of the route, the request id and CORS', async () => {
  const answer = await call(routes.post, { event: json(good, { ...bearer, 'X-Request-Id': 'mine-1' }) });

  expect(answer).toMatchObject({ status: 201, body: { body: good, token: 'abc' } });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'x-request-id': 'mine-1',
    'access-control-allow-origin': '*',
  });
});

test.each([['with space'], ['x'.repeat(129)], ['']])('replaces the request id %j', async (given) => {
  const answer = await call(routes.open, { event: { headers: { 'x-request-id': given } } });

  expect(answer.headers['x-request-id']).toBe('invocation-1');
});

test('a handler may set status and headers, and pass JSON text through', async () => {
  const own = await call(routes.open, {}, async () =>
    reply({ a: 1 }, { status: 202, headers: { 'x-cache': 'hit' } }),
  );
  const text = await call(routes.open, {}, async () =>
    jsonText('{"b": 2}', { headers: { 'x-cache': 'miss' } }),
  );

  expect(own).toMatchObject({ status: 202, body: { a: 1 }, headers: { 'x-cache': 'hit' } });
  expect(text).toMatchObject({ status: 200, text: '{"b": 2}', headers: { 'x-cache': 'miss' } });
});

test.each([
  ['no body', { headers: { 'content-type': 'application/json' }, body: null }, 'missing'],
  ['malformed JSON', json('{"items":'), 'json_invalid'],
  ['bytes that are not UTF-8', { ...json(''), body: EUC_KR, isBase64Encoded: true }, 'encoding'],
  ['what a gateway made of such bytes', json('{"items":"\ufffd\ufffd"}'), 'encoding'],
  [
    'no body and another content type',
    { headers: { 'content-type': 'text/plain' }, body: null },
    'content_type',
  ],
  ['a content type that is none', { headers: { 'content-type': 'json' }, body: '{}' }, 'content_type'],
  [
    'two content types',
    {
      headers: { 'content-type': 'application/json' },
      multiValueHeaders: { 'content-type': ['application/json', 'application/json'] },
      body: '{}',
    },
    'content_type',
  ],
  ['a key twice', json('{"items":[],"items":[]}'), 'json_invalid'],
  ['a key __proto__', json('{"__proto__":{}}'), 'json_invalid'],
  [
    'a form where JSON is due',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
    'content_type',
  ],
])('%s is 422, before the token is looked at', async (_, event, type) => {
  const answer = await call(routes.post, { event });

  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', request_id: 'invocation-1', detail: [{ type, loc: ['body'] }] },
  });
});

test.each([
  ['missing field', {}, { type: 'missing', loc: ['body', 'items'], msg: 'Field required' }],
  ['no line', { items: [] }, { type: 'too_short', loc: ['body', 'items'] }],
  ['too many lines', { items: Array(4).fill(good.items[0]) }, { type: 'too_long', loc: ['body', 'items'] }],
  [
    'quantity 0',
    { items: [{ menu_id: 1, quantity: 0 }] },
    { type: 'greater_than', loc: ['body', 'items', 0, 'quantity'], input: 0 },
  ],
  [
    'quantity 1.5',
    { items: [{ menu_id: 1, quantity: 1.5 }] },
    { type: 'int_from_float', loc: ['body', 'items', 0, 'quantity'] },
  ],
  ['quantity "x"', { items: [{ menu_id: 1, quantity: 'x' }] }, { type: 'int_parsing', input: 'x' }],
  ['quantity null', { items: [{ menu_id: 1, quantity: null }] }, { type: 'int_type' }],
  [
    'menu_id 1.5',
    { items: [{ menu_id: 1.5, quantity: 1 }] },
    { type: 'value_error', loc: ['body', 'items', 0, 'menu_id'] },
  ],
  ['a text for a list', { items: 'x' }, { type: 'list_type', input: 'x' }],
  ['a text for a flag', { ...good, ready: 'maybe' }, { type: 'bool_type' }],
  ['a list for a body', [], { type: 'model_attributes_type', loc: ['body'] }],
  ['a number for a text', { ...good, password: 5 }, { type: 'string_type' }],
])('%s is named', async (_, body, violation) => {
  const answer = await call(routes.post, { event: json(body, bearer) });

  expect(answer.status).toBe(422);
  expect(answer.body.detail).toContainEqual(expect.objectContaining(violation));
});

test('a refused password is never repeated', async () => {
  const answer = await call(routes.post, { event: json({ ...good, password: 'pw' }, bearer) });
  const whole = await call(routes.form, { event: json('"hunter2"') });

  expect(answer).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'string_too_short', loc: ['body', 'password'] }] },
  });
  expect(answer.text).not.toContain('pw"');
  expect(whole.text).not.toContain('hunter2');
});

test('whole numbers and flags may come as text; unknown fields are ignored', async () => {
  const body = { items: [{ menu_id: '1', quantity: ' 2 ' }], ready: 'true', extra: 1 };

  const answer = await call(routes.post, { event: json(body, bearer) });

  expect(answer.body.body).toEqual({ ...good, ready: true });
});

test('a body beyond 1 MB is 413, in bytes', async () => {
  const over = await call(routes.post, { event: json(`"${'가'.repeat(400_000)}"`, bearer) });
  const under = await call(routes.post, { event: json(`"${'a'.repeat(1_000_000)}"`, bearer) });

  expect(over).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  expect(under.status).toBe(422);
});

test.each([
  [
    'urlencoded',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'username=a&password=b%20c',
    },
  ],
  [
    'urlencoded in base64',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: btoa('username=a&password=b+c'),
      isBase64Encoded: true,
    },
  ],
  ['JSON', json({ username: 'a', password: 'b c' })],
  [
    'multipart',
    {
      headers: { 'content-type': 'multipart/form-data; boundary=xx' },
      body: '--xx\r\ncontent-disposition: form-data; name="username"\r\n\r\na\r\n--xx\r\ncontent-disposition: form-data; name="password"\r\n\r\nb c\r\n--xx--\r\n',
    },
  ],
])('a form route takes %s', async (_, event) => {
  expect((await call(routes.form, { event })).body.body).toEqual({ username: 'a', password: 'b c' });
});

test.each([
  'application/json',
  'APPLICATION/JSON',
  'application/json ; charset=utf-8',
  'application/json; charset="UTF-8"',
  'application/json;charset=utf8; profile="a;b"',
  'application/problem+json',
  'Application/Vnd.Api+JSON ; version=1',
  '',
  ' ',
])('content type %j is JSON', async (contentType) => {
  const event = { headers: { ...bearer, 'content-type': contentType }, body: JSON.stringify(good) };

  expect(await call(routes.post, { event })).toMatchObject({ status: 201, body: { body: good } });
});

test('JSON without a content type is taken, and with a byte order mark', async () => {
  const event = { headers: bearer, body: `\ufeff${JSON.stringify(good)}` };

  expect((await call(routes.post, { event })).status).toBe(201);
});

test.each([
  [routes.post, 'application/json; charset=euc-kr'],
  [routes.post, 'application/hal+json; charset="iso-8859-1"'],
  [routes.form, 'application/x-www-form-urlencoded; charset=cp949'],
  [routes.form, 'multipart/form-data; boundary=xx; charset=utf-16'],
])('%o: %s is 415', async (route: Route, contentType) => {
  const event = { headers: { ...bearer, 'content-type': contentType }, body: '{}' };

  expect(await call(route, { event })).toMatchObject({ status: 415, body: { code: 'unsupported_charset' } });
});

test.each([
  ['a percent-encoding', 'application/x-www-form-urlencoded', 'username=%B1%E8&password=b'],
  ['the name of a field', 'application/x-www-form-urlencoded', 'username=a&password=b&%FF=c'],
  ['bytes', 'application/x-www-form-urlencoded', Buffer.from('username=\xb1\xe8&password=b', 'latin1')],
  [
    'bytes of a part',
    'multipart/form-data; boundary=xx',
    Buffer.from(
      '--xx\r\ncontent-disposition: form-data; name="username"\r\n\r\n\xb1\xe8\r\n--xx\r\ncontent-disposition: form-data; name="password"\r\n\r\nb\r\n--xx--\r\n',
      'latin1',
    ),
  ],
])('a form with %s that is not UTF-8 is 422', async (_, contentType, body) => {
  const event = {
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : body.toString('base64'),
    isBase64Encoded: typeof body !== 'string',
  };

  expect(await call(routes.form, { event })).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'encoding' }] },
  });
});

test('a form with a field twice is 422', async () => {
  const event = {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=a&username=b&password=c',
  };

  expect((await call(routes.form, { event })).body.detail).toMatchObject([{ type: 'form_invalid' }]);
});

test('a malformed form is 422', async () => {
  const event = { headers: { 'content-type': 'multipart/form-data; boundary=xx' }, body: 'nothing' };

  expect(await call(routes.form, { event })).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'form_invalid' }] },
  });
});

test('an id in a path is digits; one too large to exist reads as -1', async () => {
  const answerTo = (one_id: string) => call(routes.one, { event: { pathParameters: { one_id } } });

  expect((await answerTo('42')).body.params).toEqual({ one_id: 42 });
  expect((await answerTo('99999999999999999999')).body.params).toEqual({ one_id: -1 });
  expect(await answerTo('abc')).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'int_parsing', loc: ['path', 'one_id'] }] },
  });
});

test('query and headers are parsed too', async () => {
  const event = { headers: { 'Idempotency-Key': 'k' }, queryStringParameters: { limit: '4' } };
  const bad = { headers: { 'Idempotency-Key': 'far too long' } };

  expect((await call(routes.keyed, { event })).body).toMatchObject({
    query: { limit: 4 },
    headers: { 'idempotency-key': 'k' },
  });
  expect((await call(routes.keyed, { event: bad })).body.detail).toMatchObject([
    { loc: ['header', 'idempotency-key'] },
  ]);
});

test('no value of a query or header hides another, and none is ignored', async () => {
  const detailOf = async (event: Partial<APIGatewayProxyEvent>) =>
    (await call(routes.keyed, { event })).body.detail;

  for (const limit of ['', ' 2', '2.0', '0x2', '1e0', '-1', '٢', '2, 2']) {
    expect(await detailOf({ queryStringParameters: { limit } })).toMatchObject([{ loc: ['query', 'limit'] }]);
  }
  expect(
    await detailOf({
      queryStringParameters: { limit: '2' },
      multiValueQueryStringParameters: { limit: ['1', '2'] },
    }),
  ).toMatchObject([{ loc: ['query', 'limit'], input: '1, 2' }]);
  expect(await detailOf({ queryStringParameters: { other: 'a\ufffd' } })).toMatchObject([
    { type: 'encoding', loc: ['query', 'other'] },
  ]);
  expect(
    await detailOf({
      headers: { 'Idempotency-Key': 'b', 'idempotency-key': 'c' },
      multiValueHeaders: { 'Idempotency-Key': ['a', 'b'], 'idempotency-key': ['c'] },
    }),
  ).toMatchObject([{ type: 'repeated', loc: ['header', 'idempotency-key'], input: 'a, b, c' }]);
});

test.each([[undefined], ['Basic abc'], ['Bearer'], ['Bearer  ']])(
  'authorization %j is not authenticated',
  async (authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization };

    const answer = await call(routes.post, { event: json(good, headers) });

    expect(answer).toMatchObject({
      status: 401,
      body: { detail: 'Not authenticated', code: 'unauthenticated' },
    });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  },
);

test('a user token tells who is calling; a bad one is refused', async () => {
  const token = await USERS.sign({ userId: 7, username: 'hong' });
  const withToken = (value: string) =>
    call(routes.mine, { event: { headers: { authorization: `bearer ${value}` } } });

  expect((await withToken(token)).body.user).toEqual({ userId: 7, username: 'hong' });
  expect(await withToken(`${token}x`)).toMatchObject({
    status: 401,
    body: { detail: 'Could not validate credentials' },
  });
});

test('an owner route takes anonymous calls only where the stage allows them', async () => {
  const open = { shell: shellWith({}, { allowAnonymous: true }) };
  const forged = { ...open, event: { headers: { authorization: 'Bearer forged' } } };

  expect((await call(routes.owned, open, parcelOf(7))).status).toBe(200);
  expect((await call(routes.owned, {}, parcelOf(7))).status).toBe(401);
  expect((await call(routes.owned, forged, parcelOf(7))).status).toBe(401);
});

test('an owner route is handled for the owner only, and a stranger changes nothing', async () => {
  const token = await USERS.sign({ userId: 7, username: 'hong' });
  const event = { headers: { authorization: `Bearer ${token}` } };
  const handled: number[] = [];

  expect((await call(routes.owned, { event }, parcelOf(7, handled))).status).toBe(200);
  expect(await call(routes.owned, { event }, parcelOf(8, handled))).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This is not your parcel' },
  });
  expect(handled).toEqual([7]);
});

test('an owner route without ownerOf, and a handler without find, do not compile', () => {
  // @ts-expect-error Nothing finds out whose it is
  const unowned: Route = { ...routes.owned, ownerOf: undefined };
  // @ts-expect-error The owner cannot be checked before a handler that finds and acts in one
  const handle: Handle<typeof routes.owned> = async () => ({});

  expect(unowned.auth).toBe('owner');
  expect(handle).toBeTypeOf('function');
});

const parcelOf = (by: number, handled: number[] = []): Handle<typeof routes.owned> => ({
  find: async () => ({ by }),
  handle: async (_, parcel) => {
    handled.push(parcel.by);
    return {};
  },
});

test('a service route takes tokens of services only', async () => {
  const as = (token: string) =>
    call(routes.internal, { event: { headers: { authorization: `Bearer ${token}` } } });

  expect((await as(await SERVICES.sign('order'))).status).toBe(200);
  expect((await as(await SERVICES.sign('restaurant'))).status).toBe(401);
  expect((await as(await USERS.sign({ userId: 7, username: 'hong' }))).status).toBe(401);
});

test('a shell without what a route needs is a bug', async () => {
  const { verifyUser: _, ...shell } = shellWith();

  const answer = await call(routes.mine, { shell, event: { headers: { authorization: 'Bearer x' } } });

  expect(answer.status).toBe(500);
});

test('a refusal keeps its code, its extra members and its headers', async () => {
  const answer = await call(routes.open, {}, async () => {
    throw new AppError('order_in_progress', 'Order in progress', {
      extra: { order_id: 5 },
      headers: { 'retry-after': '1' },
    });
  });

  expect(answer).toMatchObject({ status: 409, headers: { 'retry-after': '1' } });
  expect(answer.body).toEqual({
    detail: 'Order in progress',
    code: 'order_in_progress',
    request_id: 'invocation-1',
    order_id: 5,
  });
});

test('a bug tells the caller nothing', async () => {
  const answer = await call(routes.open, {}, async () => {
    throw new Error('password=hunter2 at 10.0.0.1');
  });

  expect(answer).toMatchObject({ status: 500, body: { detail: 'Internal error', code: 'internal' } });
  expect(answer.text).not.toMatch(/hunter2|10\.0\.0\.1/);
});

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
  const shell = shellWith();
  const [declined, other] = await Promise.all([
    call(routes.open, { shell }, async () => {
      shell.switches.acted(DECLINE);
      return {};
    }),
    call(routes.open, { shell }),
  ]);

  expect(declined.headers['x-chaos-hit']).toBe('payment_fail@order.payments.charge');
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

test('a route without a body answers none, and says nothing of its type', async () => {
  const answer = await call(routes.emptied, {}, async () => {});

  expect(answer).toMatchObject({ status: 204, text: '' });
  expect(answer.headers).not.toHaveProperty('content-type');
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
