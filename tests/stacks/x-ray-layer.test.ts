import { execFile } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildFunctions } from '#stacks/build';

interface Segment {
  readonly id: string;
  readonly name: string;
}

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const LAYER = join(DIST, 'layers', 'x-ray', 'nodejs', 'x-ray.mjs');
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

let daemon: Socket;
let dynamo: Server;
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
  await Promise.all([once(daemon, 'listening'), once(dynamo, 'listening')]);
}, BUILD_MS);
beforeEach(() => {
  segments.length = 0;
  traceHeaders.length = 0;
});
afterAll(() => {
  daemon?.close();
  dynamo?.close();
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

test('elsewhere nothing is traced', { timeout: BUSY_MS }, async () => {
  expect(await invoke({})).toBe('200');

  expect(traceHeaders).toEqual([undefined]);
  expect(segments).toEqual([]);
});

/** @returns the status of the answer */
async function invoke(variables: Record<string, string>): Promise<string | undefined> {
  const bundle = join(DIST, 'user', 'get-health', 'index.mjs');
  const env = {
    STAGE: 'aws',
    POWERTOOLS_SERVICE_NAME: 'user',
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
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: '/var/task',
    _HANDLER: 'index.handler',
    _X_AMZN_TRACE_ID: `Root=${TRACE};Parent=${PARENT};Sampled=1`,
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    ...variables,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', INVOKE, bundle],
    { env },
  );
  return stdout.split('\n').at(-1);
}
