import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoUsers } from '#functions/user/adapters/dynamo-users';
import type { User } from '#functions/user/domain/user';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { Service } from '#local/services/service';
import { sdkOptions } from '#shared/aws/sdk-options';
import { createDynamo } from '#shared/db/dynamo';
import { newId } from '#shared/ids';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { freeze } from '#tests/support/programs/freeze';
import { localPlace } from '#tests/support/stores/local-place';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

let bench: TestBench;
let service: Service;
let table: string;

beforeAll(async () => {
  bench = await testBench();
  service = await bench.run(createDynamoDb);
});
afterAll(() => bench[Symbol.asyncDispose]());
beforeEach(async () => {
  table = `users-${randomUUID()}`;
  const properties = {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  };
  await provisionTables([{ logicalId: 'Users', properties }], service.url, LOCAL_IDENTITY);
});

/** AWS's own client, which reads what ours has written. */
function dynamo(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...sdkOptions(2_000),
      endpoint: service.url,
      region: LOCAL_IDENTITY.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  );
}
const store = (endpoint = service.url) =>
  createDynamoUsers(createDynamo({ attemptMs: 2_000, place: localPlace(endpoint) }), table);

function user(changes: Partial<User> = {}): User {
  const id = newId(Date.now(), Math.random());
  const createdAt = new Date('2026-11-24T09:00:00.000Z');
  return { id, username: `name-${id}`, email: `${id}@example.com`, createdAt, ...changes };
}

test('gives back what was stored', async () => {
  const hong = user({ username: 'hong' });

  expect(await store().insert(hong, 'hash', 'a')).toBe('inserted');

  expect(await store().find(hong.id)).toEqual(hong);
  expect(await store().findCredentials('hong')).toEqual({
    userId: hong.id,
    username: 'hong',
    passwordHash: 'hash',
  });
});

test('keeps the password out of the account', async () => {
  const hong = user();
  await store().insert(hong, 'secret-hash', 'a');

  const { Item } = await dynamo().send(new GetCommand({ TableName: table, Key: { pk: `user#${hong.id}` } }));

  expect(JSON.stringify(Item)).not.toContain('secret-hash');
});

test('finds no user under ids and names that were never given', async () => {
  for (const id of [0, -1, Number.MAX_SAFE_INTEGER]) expect(await store().find(id)).toBeUndefined();
  expect(await store().findCredentials('nobody')).toBeUndefined();
});

describe('clashes', () => {
  const hong = user({ username: 'hong', email: 'hong@example.com' });
  beforeEach(async () => {
    await store().insert(hong, 'hash', 'first');
  });

  test.each([
    ['username_taken', user({ username: 'hong' })],
    ['email_taken', user({ email: 'hong@EXAMPLE.com' })],
    ['id_taken', user({ id: hong.id })],
    ['username_taken', { ...hong, id: 1 }],
    ['email_taken', user({ id: hong.id, email: 'hong@example.com' })],
  ] as const)('reports %s and stores nothing', async (clash, other) => {
    expect(await store().insert(other, 'hash', 'second')).toBe(clash);

    const { Items } = await dynamo().send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    expect(Items).toHaveLength(3);
  });

  test('lets the local part of an address differ in case', async () => {
    expect(await store().insert(user({ email: 'HONG@example.com' }), 'hash', 'second')).toBe('inserted');
  });

  test('recognises its own user, as after a lost answer', async () => {
    expect(await store().insert(hong, 'hash', 'first')).toBe('inserted');
  });
});

test('makes one user of eight that race, three times over', async () => {
  for (let round = 0; round < 3; round++) {
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        store().insert(user({ username: `n${round}`, email: `${round}@e.com` }), 'hash', randomUUID()),
      ),
    );

    expect(results.toSorted()).toEqual(['inserted', ...Array(7).fill('username_taken')]);
  }
});

describe('when transactions go wrong', () => {
  let proxy: FaultyProxy;
  beforeAll(async () => {
    proxy = await startFaultyProxy(service.url);
  });
  afterAll(() => proxy[Symbol.asyncDispose]());

  test.each([1, 2])('recognises its own user when %i answers are lost', async (lost) => {
    proxy.faults.push(...Array<'lost_answer'>(lost).fill('lost_answer'));

    expect(await store(proxy.url).insert(user(), 'hash', randomUUID())).toBe('inserted');
    expect(proxy.faults).toEqual([]);
  });

  test('reports a clash when the answers to a clashing write are lost', async () => {
    const hong = user();
    await store().insert(hong, 'hash', 'first');
    proxy.faults.push('lost_answer', 'lost_answer');

    expect(await store(proxy.url).insert(user({ email: hong.email }), 'hash', 'second')).toBe('email_taken');
  });

  test('tries again while others write at the same time', async () => {
    proxy.faults.push('conflict', 'conflict', 'conflict');

    expect(await store(proxy.url).insert(user(), 'hash', randomUUID())).toBe('inserted');
  });

  test('answers 503 when it never gets its turn, and stores nothing', async () => {
    proxy.faults.push(...Array<'conflict'>(6).fill('conflict'));
    const hong = user();

    await expect(store(proxy.url).insert(hong, 'hash', 'a')).rejects.toMatchObject({
      code: 'dependency_unavailable',
    });
    expect(await store().find(hong.id)).toBeUndefined();
    expect(proxy.faults).toEqual([]);
  });
});

test('answers 504 while the store hangs', async () => {
  const thaw = await freeze(service.pid);
  try {
    await expect(store().find(1)).rejects.toMatchObject({
      code: 'dependency_timeout',
      message: 'The user store did not answer in time',
    });
  } finally {
    thaw();
  }
});

test('answers 503 while the store is down', async () => {
  await service.stop();
  try {
    await expect(store().find(1)).rejects.toMatchObject({
      code: 'dependency_unavailable',
      message: 'The user store is unavailable',
    });
    await expect(store().insert(user(), 'hash', 'a')).rejects.toMatchObject({
      code: 'dependency_unavailable',
    });
  } finally {
    await service.start();
  }
});
