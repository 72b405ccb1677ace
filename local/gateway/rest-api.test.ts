import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { answering, RETURNS_QUERY, startRig } from '#tests/support/engine/gateway-rig';

const ECHO = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

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

test('an answer without a body is valid, and a HEAD request gets no body', async () => {
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

test('a chunked body of unknown length is read like any other', async () => {
  const rig = await startRig(ECHO);
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(rig.url).port) });

  socket.write(
    'POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  );

  expect(await text(socket)).toContain('"body":"abcde"');
});

test('bytes that are not HTTP get a 400 in the usual form', async () => {
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

test('without a gateway response in the template, an unknown path gets API Gateway’s default answer', async () => {
  const rig = await startRig(ECHO);

  expect(await rig.call('/nowhere')).toMatchObject({
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
  });
});

test.each(['toString', 'constructor', '__proto__', 'TooManyRequestsException'])(
  'an error named %s fails its call like any other error',
  async (name) => {
    const rig = await startRig(
      `export const handler = async () => { throw Object.assign(new Error('x'), { name: '${name}' }); };`,
    );

    expect((await rig.call('/x')).status).toBe(502);
  },
);

test('an answer with another type where text is required counts as malformed', async () => {
  const rig = await startRig(RETURNS_QUERY);

  expect((await rig.call(answering({ statusCode: 200, headers: { a: { toString: 1 } } }))).status).toBe(502);
  expect((await rig.call(answering({ statusCode: { valueOf: 1, toString: 1 } }))).status).toBe(502);
});
