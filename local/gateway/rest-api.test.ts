import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startRig } from '#tests/support/engine/gateway-rig';
import { rawConnection } from '#tests/support/engine/test-server';
import { EngineSpans } from '../telemetry/engine-spans.ts';
import { readTrace } from '../traces/trace-document.ts';
import { TraceStore } from '../traces/trace-store.ts';

const ECHO = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;
const RETURNS_QUERY = `export const handler = async (event) => JSON.parse(event.queryStringParameters.answer);`;
const answering = (answer: unknown): string => `/x?answer=${encodeURIComponent(JSON.stringify(answer))}`;

test('status, headers, cookies and bytes of an answer reach the caller', async () => {
  const rig = await startRig(RETURNS_QUERY);

  const reply = await rig.call(
    answering({
      statusCode: 201,
      headers: { 'x-a': 1, 'content-length': '5000', 'content-type': 'text/plain' },
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
      body: Buffer.from('bytes').toString('base64'),
      isBase64Encoded: true,
    }),
  );

  expect(reply).toMatchObject({ status: 201, body: 'bytes' });
  expect(reply.headers).toMatchObject({
    'x-a': '1',
    'content-type': 'text/plain',
    'set-cookie': ['a=1', 'b=2'],
  });
});

test('an answer without a body is one too, and a HEAD request gets none', async () => {
  const rig = await startRig(RETURNS_QUERY);

  expect(await rig.call(answering({ statusCode: 204 }))).toMatchObject({ status: 204, body: '' });
  const head = await rig.call(answering({ statusCode: 200, body: 'four' }), { method: 'HEAD' });
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers['content-length']).toBe('4');
});

test.each([
  null,
  'text',
  [],
  {},
  { statusCode: 'abc' },
  { statusCode: 100 },
  { statusCode: 200, body: {} },
  { statusCode: 200, headers: ['x'] },
  { statusCode: 200, headers: { 'bad name': 'x' } },
  { statusCode: 200, headers: { 'x-injected': 'a\r\nb: c' } },
  { statusCode: 200, multiValueHeaders: { a: 'b' } },
])('a malformed answer is a 502: %j', async (answer) => {
  const rig = await startRig(RETURNS_QUERY);

  expect((await rig.call(answering(answer))).status).toBe(502);
  expect((await rig.call(answering({ statusCode: 200 }))).status).toBe(200);
});

test('a payload passes up to 6 MB both ways', async () => {
  const rig = await startRig(
    `export const handler = async (event) => ({ statusCode: 200, body: 'x'.repeat(Number(event.queryStringParameters?.n ?? 2)) });`,
    { function: { memoryMb: 512 } },
  );
  const send = async (bytes: number): Promise<number> =>
    (await rig.call('/x', { method: 'POST', body: Buffer.alloc(bytes, 'x') })).status;

  expect((await rig.call('/x?n=6100000')).body).toHaveLength(6_100_000);
  expect((await rig.call('/x?n=6400000')).status).toBe(502);
  expect(await send(5_000_000)).toBe(200);
  expect(await send(6_291_400)).toBe(413); // the body fits, the event around it does not
  expect(await send(6_400_000)).toBe(413);
  expect((await rig.call('/x')).status).toBe(200);
});

test('a body in chunks of unknown length is read as any other', async () => {
  const rig = await startRig(ECHO);
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(rig.url).port) });

  socket.write(
    'POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  );

  expect(await text(socket)).toContain('"body":"abcde"');
});

test('what is no HTTP gets a 400 in the usual form', async () => {
  const rig = await startRig(ECHO);
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(rig.url).port) });

  socket.end('NOT HTTP\r\n\r\n');

  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toMatch(/x-request-id: [\da-f-]{36}/);
  expect(answer).toContain('"code":"bad_request"');
});

test("every answer carries a request id: the function's, else the caller's, else the gateway's", async () => {
  const rig = await startRig(RETURNS_QUERY);
  const idOf = async (path: string, given?: string) => {
    const { headers } = await rig.call(
      path,
      given === undefined ? {} : { headers: { 'x-request-id': given } },
    );
    return headers['x-request-id'];
  };
  const plain = answering({ statusCode: 200 });

  expect(
    await idOf(answering({ statusCode: 200, headers: { 'X-Request-Id': 'from-function' } }), 'mine'),
  ).toBe('from-function');
  expect(await idOf(plain, 'mine-1.2_3')).toBe('mine-1.2_3');
  expect(await idOf(plain, 'not fit')).toMatch(/^[\da-f-]{36}$/);
  expect(await idOf(plain, 'x'.repeat(129))).toMatch(/^[\da-f-]{36}$/);
  expect(await idOf(plain)).toMatch(/^[\da-f-]{36}$/);
  expect(await idOf('/no/such/path', 'mine')).toBe('mine');
  expect(await idOf(answering('malformed'), 'mine')).toBe('mine');
});

test('the answers of the gateway itself have the form that the template gives them', async () => {
  const responses = new Map([
    [
      'MISSING_AUTHENTICATION_TOKEN',
      {
        status: 404,
        headers: {
          'Access-Control-Allow-Origin': "'*'",
          'x-request-id': 'context.requestId',
          'x-kind': 'context.error.responseType',
        },
        template: '{"detail":"Not Found","request_id":"$context.requestId"}',
      },
    ],
    [
      'DEFAULT_5XX',
      { headers: {}, template: '{"detail":$context.error.messageString,"stage":"$context.stage"}' },
    ],
  ]);
  const rig = await startRig(RETURNS_QUERY, { responses });

  const nowhere = await rig.call('/nowhere', { headers: { 'x-request-id': 'mine' } });
  expect(nowhere).toMatchObject({ status: 404, body: '{"detail":"Not Found","request_id":"mine"}' });
  expect(nowhere.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'x-request-id': 'mine',
    'x-kind': 'MISSING_AUTHENTICATION_TOKEN',
  });
  expect(await rig.call(answering(null))).toMatchObject({
    status: 502,
    body: '{"detail":"Internal server error","stage":"local"}',
  });
});

test('without a gateway response in the template, an unknown path is what API Gateway makes of it', async () => {
  const rig = await startRig(ECHO);

  expect(await rig.call('/nowhere')).toMatchObject({
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
  });
});

test('a caller that leaves while its call waits is not served', async () => {
  const counting = `let count = 0; export const handler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { statusCode: 200, body: String(++count) };
  };`;
  const rig = await startRig(counting, { cap: 1 });
  await rig.pool.warmUp();
  const first = rig.call('/x');
  const gone = new AbortController();
  const leaving = fetch(`${rig.url}/x`, { signal: gone.signal });
  await expect.poll(() => rig.pool.waiting).toBe(1);

  gone.abort();

  await expect(leaving).rejects.toThrow();
  expect((await first).body).toBe('1');
  expect((await rig.call('/x')).body).toBe('2');
});

async function startTracedRig(source: string, options: Parameters<typeof startRig>[1] = {}) {
  const store = new TraceStore();
  const spans = new EngineSpans((body) => store.addSpans(Buffer.from(body), JSON.parse(body.toString())));
  const rig = await startRig(source, { ...options, spans });
  return {
    rig,
    /** Of the trace that is asked for, else of the only one. */
    spans(traceId?: string) {
      spans.flush();
      return readTrace(store, traceId ?? store.newestFirst()[0]?.traceId ?? '')?.spans ?? [];
    },
  };
}

test('a call is a span of the gateway, and below it one for the time until an environment had it', async () => {
  const { rig, spans } = await startTracedRig(RETURNS_QUERY);

  const reply = await rig.call(`/x/7${answering({ statusCode: 201 }).slice(2)}`, { method: 'POST' });

  const [gateway, queue, ...others] = spans();
  expect(reply.headers).not.toHaveProperty('x-trace-id'); // the function's own to tell
  expect(others).toEqual([]);
  expect(gateway).toMatchObject({
    name: 'gateway POST /x/{id}',
    kind: 'SERVER',
    service: 'engine',
    parentSpanId: null,
    status: { code: 'UNSET' },
    attributes: {
      'food.emulator': 'gateway',
      'http.request.method': 'POST',
      'http.route': '/x/{id}',
      'url.path': '/x/7',
      'http.response.status_code': 201,
      'food.request_id': reply.headers['x-request-id'],
    },
  });
  expect(queue).toMatchObject({
    name: 'queue test/function',
    kind: 'INTERNAL',
    parentSpanId: gateway?.spanId,
    attributes: {
      'food.emulator': 'queue',
      'faas.name': 'food-delivery-local-test-function',
      'faas.coldstart': true,
    },
  });
  expect(Math.abs(Number(gateway?.startTimeUnixNano) / 1e6 - Date.now())).toBeLessThan(30_000);
  expect(Number(queue?.startTimeUnixNano)).toBeGreaterThanOrEqual(Number(gateway?.startTimeUnixNano));
  expect(Number(queue?.endTimeUnixNano)).toBeLessThanOrEqual(Number(gateway?.endTimeUnixNano));
});

test.each([
  ['no such path', '/nowhere', 403, 'MISSING_AUTHENTICATION_TOKEN', 1],
  ['a malformed answer', answering('text'), 502, 'malformed answer', 2],
  ['a function that fails', '/x?answer=nonsense', 502, 'SyntaxError', 2],
])(
  'an answer of the gateway itself tells its trace, and its span the error: %s',
  async (_, path, status, type, count) => {
    const { rig, spans } = await startTracedRig(RETURNS_QUERY);

    const reply = await rig.call(path);

    expect(reply.status).toBe(status);
    const found = spans(String(reply.headers['x-trace-id']));
    expect(found).toHaveLength(count);
    expect(found[0]).toMatchObject({
      status: { code: 'ERROR' },
      attributes: { 'http.response.status_code': status, 'error.type': type },
    });
  },
);

test('calls that are throttled, too large or too slow are spans too, without a time in the queue', async () => {
  const slow = `export const handler = () => new Promise(() => {});`;
  const { rig, spans } = await startTracedRig(slow, { cap: 1, queueLimit: 0, gatewayTimeoutMs: 300 });
  await rig.pool.warmUp();

  const late = rig.call('/x');
  await expect.poll(() => rig.call('/x').then(({ status }) => status)).toBe(429);
  const large = await rig.call('/x', { method: 'POST', body: Buffer.alloc(6_400_000) });

  for (const [reply, status] of [
    [await late, 504],
    [large, 413],
    [await rig.call('/x'), 429],
  ] as const) {
    expect(reply.status).toBe(status);
    expect(spans(String(reply.headers['x-trace-id']))).toMatchObject([
      { name: expect.stringMatching(/^gateway (GET|POST) \/x$/), status: { code: 'ERROR' } },
    ]);
  }
});

test('an error that the function answered is one of the gateway’s span from 500 on', async () => {
  const { rig, spans } = await startTracedRig(RETURNS_QUERY);

  await rig.call(answering({ statusCode: 404 }));
  expect(spans()[0]).toMatchObject({ status: { code: 'UNSET' } });
  await rig.call(answering({ statusCode: 503 }));
  expect(spans()[0]).toMatchObject({ status: { code: 'ERROR' }, attributes: { 'error.type': '503' } });
});

test('without telemetry no answer tells of a trace', async () => {
  const rig = await startRig(ECHO);

  expect((await rig.call('/nowhere')).headers).not.toHaveProperty('x-trace-id');
});

/** Past the time limit of the gateway, but for a call that only starts the environment. */
const SLOW = `export const handler = async ({ path }) => {
  if (path === '/warm') return { statusCode: 200, body: '' };
  console.log('begun');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  console.log('done');
  return { statusCode: 200, body: 'late' };
};`;
const CALL = 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n';

test('a caller that leaves while its function runs is noted once, as 499 and without an error; the function goes on', async () => {
  const store = new TraceStore();
  const spans = new EngineSpans((body) => store.addSpans(body, JSON.parse(body.toString())));
  const rig = await startRig(SLOW, { spans, gatewayTimeoutMs: 2_000 });
  await fetch(`${rig.url}/warm`);
  const caller = rawConnection(Number(new URL(rig.url).port));
  caller.send(CALL);
  await expect.poll(() => rig.printed()).toContain('begun');

  caller.socket.destroy();

  await expect.poll(() => rig.requests.slice(1)).toMatchObject([{ status: 499, target: 'test/function' }]);
  expect(rig.printed()).toContain('done');
  spans.flush();
  const [kept] = store.newestFirst();
  expect(readTrace(store, kept?.traceId ?? '')?.spans[0]).toMatchObject({
    status: { code: 'UNSET' },
    attributes: { 'http.response.status_code': 499 },
  });
  expect(rig.requests).toHaveLength(2);
});

test('a caller that leaves in the middle of its body is noted as 499, one that is too slow as 408', async () => {
  const limits = { receiveMs: 150, sweepMs: 20, lingerMs: 50, idleMs: 60_000 };
  const rig = await startRig(ECHO, { limits });
  const half = 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf';
  const port = Number(new URL(rig.url).port);
  const slow = rawConnection(port);
  slow.send(half);
  expect(await slow.closed()).toMatch(/^HTTP\/1\.1 408 /);
  await expect.poll(() => rig.requests.map(({ status }) => status)).toEqual([408]);

  const leaving = rawConnection(port);
  leaving.socket.write(half, () => leaving.socket.destroy());

  await expect.poll(() => rig.requests.map(({ status }) => status)).toEqual([408, 499]);
});

test.each(['toString', 'constructor', '__proto__', 'TooManyRequestsException'])(
  'a function that throws an error named %s failed, and nothing else does',
  async (name) => {
    const rig = await startRig(
      `export const handler = async () => { throw Object.assign(new Error('x'), { name: '${name}' }); };`,
    );

    expect((await rig.call('/x')).status).toBe(502);
  },
);

test('a function whose answer has no text where text is due answered nothing', async () => {
  const rig = await startRig(RETURNS_QUERY);

  expect((await rig.call(answering({ statusCode: 200, headers: { a: { toString: 1 } } }))).status).toBe(502);
  expect((await rig.call(answering({ statusCode: { valueOf: 1, toString: 1 } }))).status).toBe(502);
});
