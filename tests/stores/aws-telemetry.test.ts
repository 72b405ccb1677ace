import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDynamoOrders } from '#functions/order/adapters/dynamo-orders';
import type { Outcome } from '#functions/order/domain/order';
import type { Change } from '#functions/order/domain/ports';
import { createDynamoUsers } from '#functions/user/adapters/dynamo-users';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { Service } from '#local/services/service';
import { handleSsm } from '#local/services/ssm/ssm-api';
import { createSsmStore } from '#local/services/ssm/ssm-store';
import { createDynamo } from '#shared/db/dynamo';
import { createSsmParameter } from '#shared/db/ssm';
import { valuesOf } from '#shared/telemetry/call-values';
import {
  removeFolder,
  type TestBench,
  temporaryFolder,
  testBench,
} from '#tests/support/engine/service-bench';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { startFaultyProxy } from './faulty-proxy.ts';
import { pendingOrder } from './pending-order.ts';

const telemetry = recordTelemetry();
let bench: TestBench;
let service: Service;
let table: string;

beforeAll(async () => {
  bench = await testBench();
  service = await bench.run(createDynamoDb);
});
afterAll(() => bench[Symbol.asyncDispose]());
beforeEach(async () => {
  vi.stubEnv('AWS_REGION', LOCAL_IDENTITY.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  table = `users-${randomUUID()}`;
  const properties = {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  };
  await provisionTables([{ logicalId: 'Users', properties }], service.url, LOCAL_IDENTITY);
  await telemetry.reset();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function users(endpoint = service.url) {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
  return createDynamoUsers(createDynamo({ attemptMs: 2_000 }), table);
}
const ORDER = pendingOrder(100, [{ menuId: 1, quantity: 2, price: 1_000, name: '후라이드 치킨' }]);
const hong = { id: 1, username: 'hong', email: 'hong@example.com', createdAt: new Date() };

test('a call to DynamoDB names its operation and table', async () => {
  await users().find(1);

  expect(telemetry.span(`GetItem ${table}`)).toMatchObject({
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.UNSET },
  });
  expect(telemetry.span(`GetItem ${table}`).attributes).toEqual({
    'db.system.name': 'aws.dynamodb',
    'db.operation.name': 'GetItem',
    'db.collection.name': table,
    'food.call.arguments': expect.any(String),
    'food.call.answer': '',
  });
});

test('a condition that does not hold is an answer, and recorded as one', async () => {
  await users().insert(hong, 'hash', 'first');
  await telemetry.reset();

  await users().insert(hong, 'hash', 'second');

  expect(telemetry.span(`TransactWriteItems ${table}`)).toMatchObject({
    attributes: { 'db.collection.name': table, 'db.response.status_code': 'TransactionCanceledException' },
    status: { code: SpanStatusCode.UNSET },
  });
});

test('a step of an order has its name, and as result what stands after it', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', service.url);
  const orders = createDynamoOrders(createDynamo({ attemptMs: 2_000 }), table);
  const decision = (status: 'confirmed' | 'failed', outcome: Outcome): Change => ({
    from: ['pending'],
    status,
    outcome,
    compensationDue: false,
  });
  await orders.put(ORDER);
  await orders.update(ORDER.id, decision('failed', 'payment_failed'));
  await orders.update(ORDER.id, decision('confirmed', 'confirmed'));

  const steps = telemetry.spans().map(({ name, attributes }) => [name, attributes['food.step.result']]);
  expect(steps).toEqual([
    ['put order', undefined],
    ['fail order', 'payment_failed'],
    ['confirm order', 'payment_failed'],
  ]);
  const { attributes: failed } = telemetry.span('fail order');
  expect(failed).toMatchObject({ 'db.operation.name': 'UpdateItem', 'db.collection.name': table });
  // What was written comes back, and so does what makes a condition fail.
  for (const { attributes } of [telemetry.span('fail order'), telemetry.span('confirm order')]) {
    expect(attributes['food.call.arguments']).toContain(valuesOf(ORDER.id));
    expect(attributes['food.call.answer']).toContain(valuesOf('payment_failed'));
  }
});

test('a conflict is an error', async () => {
  await using proxy = await startFaultyProxy(service.url);
  proxy.faults.push('conflict');

  await users(proxy.url).insert(hong, 'hash', 'first');

  expect(telemetry.spans().map(({ status, attributes }) => [status.code, attributes['error.type']])).toEqual([
    [SpanStatusCode.ERROR, 'TransactionCanceledException'],
    [SpanStatusCode.UNSET, undefined],
  ]);
});

test('what the SDK repeats is one span, which records how often', async () => {
  await using proxy = await startFaultyProxy(service.url);
  proxy.faults.push('lost_answer');

  await users(proxy.url).insert(hong, 'hash', 'first');

  expect(telemetry.span(`TransactWriteItems ${table}`).attributes).toMatchObject({
    'http.request.resend_count': 1,
  });
});

test('a store that is gone is an error after both tries', async () => {
  await expect(users('http://127.0.0.1:1').find(1)).rejects.toThrow();

  expect(telemetry.span(`GetItem ${table}`)).toMatchObject({
    attributes: { 'error.type': 'ECONNREFUSED', 'http.request.resend_count': 1 },
    status: { code: SpanStatusCode.ERROR },
  });
});

test('reading the fault switches is a call to SSM; one that was never set is no error', async () => {
  const folder = await temporaryFolder();
  const store = await createSsmStore({ path: folder });
  const server = createServer((request, response) => void handleSsm(store, request, response)).listen(0);
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await createSsmParameter('/chaos/order').get();
  } finally {
    server.closeAllConnections();
    server.close();
    await removeFolder(folder);
  }

  expect(telemetry.span('SSM/GetParameter')).toMatchObject({
    kind: SpanKind.CLIENT,
    attributes: { 'rpc.system.name': 'aws-api', 'rpc.method': 'SSM/GetParameter' },
    status: { code: SpanStatusCode.UNSET },
  });
});
