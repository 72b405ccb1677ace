import { execFile } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildFunctions } from '#stacks/build';

interface Segment {
  readonly id: string;
  readonly name: string;
}

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const LAYER = join(DIST, 'layers', 'x-ray', 'nodejs', 'x-ray.mjs');
const HTTP_CLIENT = pathToFileURL(
  join(import.meta.dirname, '..', '..', 'shared', 'http-client', 'client.ts'),
).href;
const BUILD_MS = 60_000;
/** A process starts within this on a busy machine. */
const BUSY_MS = 30_000;
const TRACE = '1-6565d2b7-0123456789abcdef01234567';
const PARENT = '53995c3f42cd8ad8';
/** One invocation of the user service's deep health check, which calls DynamoDB. */
const INVOKE = `
  const { handler } = await import(process.argv[1]);
  const event = { httpMethod: 'GET', resource: '/health', path: '/health', headers: {}, queryStringParameters: { deep: '1' } };
  const { statusCode } = await handler(event, { awsRequestId: '1', getRemainingTimeInMillis: () => 10_000 });
  process.stdout.write('\\n' + statusCode, () => setImmediate(process.exit));
`;
/** An invocation that calls another service, which answers with the status in the path, or not at all. */
const CALLS = `
  const [layer, url] = process.argv.slice(1);
  const { traceHandler, traceClient } = await import(layer);
  const { createHttpClient } = await import('${HTTP_CLIENT}');
  const client = traceClient(createHttpClient({ url: new URL(url), mostConnections: 1 }), new URL(url));
  const call = (status) => client.request({ method: 'GET', path: '/' + status + '?a=1', headers: {} }, { timeoutMs: 10_000 });
  const handler = traceHandler(async () => {
    for (const status of [200, 404, 429, 500, 0]) await call(status).catch(() => undefined);
  });
  await handler({}, { awsRequestId: '1', getRemainingTimeInMillis: () => 10_000 });
  setImmediate(process.exit);
`;

let daemon: Socket;
let dynamo: Server;
let neighbour: Server;
const segments: Segment[] = [];
const traceHeaders: unknown[] = [];

beforeAll(async () => {
  await buildFunctions();
  daemon = createSocket('udp4', (message) => {
    segments.push(JSON.parse(message.toString().split('\n')[1] ?? '') as Segment);
  }).bind(0, '127.0.0.1');
  dynamo = createServer((request, response) => {
    traceHeaders.push(request.headers['x-amzn-trace-id']);
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  }).listen(0, '127.0.0.1');
  neighbour = createServer((request, response) => {
    traceHeaders.push(request.headers['x-amzn-trace-id']);
    const status = Number(request.url?.slice(1, -'?a=1'.length));
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, { 'content-length': 2 }).end('{}');
  }).listen(0, '127.0.0.1');
  await Promise.all([daemon, dynamo, neighbour].map((server) => once(server, 'listening')));
}, BUILD_MS);
beforeEach(() => {
  segments.length = 0;
  traceHeaders.length = 0;
});
afterAll(() => {
  daemon?.close();
  dynamo?.close();
  neighbour?.close();
});

test('where the stage has X-Ray, an invocation and its calls to others are one trace', {
  timeout: BUSY_MS,
}, async () => {
  expect(await invoke({ X_RAY_MODULE: LAYER })).toBe('200');

  await expect.poll(() => segments, { timeout: BUSY_MS }).toHaveLength(2);
  const [call, invocation] = segments;
  expect(invocation).toMatchObject({
    name: '## index.handler',
    trace_id: TRACE,
    parent_id: PARENT,
    annotations: { ColdStart: true, Service: 'user' },
  });
  expect(call).toMatchObject({ namespace: 'remote', trace_id: TRACE, parent_id: invocation?.id });
  expect(traceHeaders).toEqual([`Root=${TRACE};Parent=${call?.id};Sampled=1`]);
  expect(JSON.stringify(segments)).not.toContain('healthy');
});

test('so are calls to other services, with what became of them', { timeout: BUSY_MS }, async () => {
  const url = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`;

  await run(CALLS, [LAYER, url], {});

  await expect.poll(() => segments, { timeout: BUSY_MS }).toHaveLength(6);
  const invocation = segments.at(-1);
  const called = (path: string, response: object, flags: object = {}) => ({
    name: '127.0.0.1',
    namespace: 'remote',
    trace_id: TRACE,
    parent_id: invocation?.id,
    http: { request: { url: url + path, method: 'GET' }, ...response },
    ...flags,
  });
  expect(segments.slice(0, -1)).toMatchObject([
    called('/200', { response: { status: 200, content_length: 2 } }),
    called('/404', { response: { status: 404 } }, { error: true }),
    called('/429', { response: { status: 429 } }, { throttle: true, error: true }),
    called('/500', { response: { status: 500 } }, { fault: true }),
    called('/0', {}, { cause: expect.anything() }),
  ]);
  expect(traceHeaders).toEqual(segments.slice(0, -1).map(({ id }) => `Root=${TRACE};Parent=${id};Sampled=1`));
});

test('elsewhere nothing is traced', { timeout: BUSY_MS }, async () => {
  expect(await invoke({})).toBe('200');

  expect(traceHeaders).toEqual([undefined]);
  expect(segments).toEqual([]);
});

/** @returns the status of the answer */
async function invoke(variables: Record<string, string>): Promise<string | undefined> {
  const bundle = join(DIST, 'user', 'get-health', 'index.mjs');
  const stdout = await run(INVOKE, [bundle], {
    STAGE: 'aws',
    CHAOS_PARAMETER: '/chaos',
    CHAOS_ENABLED: 'false',
    ALLOW_ANONYMOUS: 'false',
    CHAOS_POLL_MS: '10000',
    USERS_TABLE: 'users',
    FAULT_HITS_TABLE: 'fault-hits',
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(dynamo.address() as AddressInfo).port}`,
    ...variables,
  });
  return stdout.split('\n').at(-1);
}

/** Runs a program as the runtime of Lambda would. @returns its output */
async function run(
  program: string,
  words: readonly string[],
  variables: Record<string, string>,
): Promise<string> {
  const env = {
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: '/var/task',
    POWERTOOLS_SERVICE_NAME: 'user',
    _HANDLER: 'index.handler',
    _X_AMZN_TRACE_ID: `Root=${TRACE};Parent=${PARENT};Sampled=1`,
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    ...variables,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', program, ...words],
    { env },
  );
  return stdout;
}
