import { expect, test } from 'vitest';
import { startRig } from '#tests/support/engine/gateway-rig';
import { EngineSpans } from '../telemetry/engine-spans.ts';

const ECHO = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

test('a request arrives as a REST API (v1) proxy event', async () => {
  const rig = await startRig(ECHO);

  const { body } = await rig.call('/x/caf%C3%A9?q=1&q=%26&empty=', {
    method: 'POST',
    body: '{"é":1}',
    headers: { 'X-Odd': 'v"\\', 'User-Agent': 'tests' },
  });

  expect(JSON.parse(body)).toEqual({
    resource: '/x/{id}',
    path: '/x/caf%C3%A9',
    httpMethod: 'POST',
    headers: {
      'X-Odd': 'v"\\',
      'User-Agent': 'tests',
      'content-length': '8',
      Host: expect.stringContaining('127.0.0.1'),
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': expect.stringMatching(/^\d+$/),
      'X-Forwarded-Proto': 'http',
    },
    multiValueHeaders: expect.objectContaining({ 'X-Odd': ['v"\\'], 'X-Forwarded-For': ['127.0.0.1'] }),
    queryStringParameters: { q: '&', empty: '' },
    multiValueQueryStringParameters: { q: ['1', '&'], empty: [''] },
    pathParameters: { id: 'café' },
    stageVariables: null,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: null,
      domainName: 'localhost',
      domainPrefix: 'localhost',
      extendedRequestId: expect.any(String),
      httpMethod: 'POST',
      identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'tests', accessKey: null }),
      path: '/x/caf%C3%A9',
      protocol: 'HTTP/1.1',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      requestTimeEpoch: expect.any(Number),
      resourceId: '/x/{id}',
      resourcePath: '/x/{id}',
      stage: 'local',
    },
    body: '{"é":1}',
    isBase64Encoded: false,
  });
});

test('absent fields are null, and the last value of a repeated header counts', async () => {
  const rig = await startRig(ECHO);

  const event = JSON.parse(
    (await rig.call('/x', { headers: { 'x-many': ['a', 'b'], 'X-Forwarded-For': '10.0.0.1' } })).body,
  );

  expect(event).toMatchObject({
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
  });
  expect(event.headers['x-many']).toBe('b');
  expect(event.multiValueHeaders['x-many']).toEqual(['a', 'b']);
  expect(event.headers['X-Forwarded-For']).toBe('10.0.0.1, 127.0.0.1');
  expect(event.headers).not.toHaveProperty('Connection');
});

test('binary bodies arrive in base64, a multipart form with a picture too', async () => {
  const rig = await startRig(ECHO);
  const body = Buffer.concat([
    Buffer.from('--b\r\n\r\n'),
    Buffer.from([0xff, 0xd8, 0, 1]),
    Buffer.from('\r\n--b--'),
  ]);

  const event = JSON.parse((await rig.call('/x', { method: 'POST', body })).body);

  expect(event.isBase64Encoded).toBe(true);
  expect(Buffer.from(event.body, 'base64').equals(body)).toBe(true);
});

test('the stage may stand before the path, as on AWS', async () => {
  const rig = await startRig(ECHO);

  const event = JSON.parse((await rig.call('/local/x/1')).body);

  expect(event).toMatchObject({
    path: '/x/1',
    requestContext: { path: '/local/x/1' },
    pathParameters: { id: '1' },
  });
  expect((await rig.call('/locally')).status).toBe(403);
});

const CALLER = '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7';
const OURS = /^00-([\da-f]{32})-([\da-f]{16})-01$/;
const traced = () => startRig(ECHO, { spans: new EngineSpans(() => undefined) });

test('the function gets the gateway’s span as its parent, in the caller’s trace', async () => {
  const rig = await traced();
  const headers = { Traceparent: `00-${CALLER}-00`, tracestate: 'a=1', baggage: 'k=v' };

  const event = JSON.parse((await rig.call('/x', { headers })).body);

  const [, traceId, spanId] = OURS.exec(event.headers.traceparent) ?? [];
  expect(`${traceId}-`).toBe(CALLER.slice(0, 33));
  expect(CALLER).not.toContain(spanId);
  expect(event.headers).toMatchObject({ tracestate: 'a=1', baggage: 'k=v' });
  expect(event.multiValueHeaders.traceparent).toEqual([event.headers.traceparent]);
  expect(event.headers).not.toHaveProperty('Traceparent');
});

test.each([
  ['none', {}],
  ['a trace of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }],
  ['a span of zeros', { traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01` }],
  ['capitals', { traceparent: `00-${CALLER}-01`.toUpperCase() }],
  ['the version that is none', { traceparent: `ff-${CALLER}-01` }],
  ['more than its version has', { traceparent: `00-${CALLER}-01-more` }],
  ['two of them', { traceparent: [`00-${CALLER}-01`, `00-${CALLER}-01`] }],
])('where the caller sends no valid traceparent (%s), a new trace begins', async (_, headers) => {
  const rig = await traced();

  const event = JSON.parse((await rig.call('/x', { headers: { ...headers, TraceState: 'a=1' } })).body);

  expect(event.headers.traceparent).toMatch(OURS);
  expect(event.headers.traceparent).not.toContain(CALLER.slice(0, 32));
  expect(event.headers).not.toHaveProperty('TraceState');
  expect(event.multiValueHeaders).not.toHaveProperty('TraceState');
});

test('a later version of traceparent is read by the fields of the current one', async () => {
  const rig = await traced();

  const headers = { traceparent: `01-${CALLER}-01-more` };
  const event = JSON.parse((await rig.call('/x', { headers })).body);

  expect(event.headers.traceparent).toContain(CALLER.slice(0, 32));
});

test('without telemetry a traceparent passes as any other header', async () => {
  const rig = await startRig(ECHO);

  const event = JSON.parse((await rig.call('/x', { headers: { traceparent: 'mine' } })).body);

  expect(event.headers.traceparent).toBe('mine');
  expect(JSON.parse((await rig.call('/x')).body).headers).not.toHaveProperty('traceparent');
});
