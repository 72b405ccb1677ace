import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { ensureFirstData } from '#local/localstack/first-data';
import { createRedisService } from '#local/services/redis/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { type DatabaseServer, onClient, startDatabaseServer } from '#tests/support/stores/databases';

let server: DatabaseServer;
let bench: TestBench;
let redisUrl: string;
let databaseUrl: string;

beforeAll(async () => {
  server = await startDatabaseServer();
  bench = await testBench();
  redisUrl = (await bench.run((context) => createRedisService(context, 'builtin'))).url;
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(async () => {
  databaseUrl = await server.create();
});

/** A Parameter Store with one deployment. */
function parameterStore(id: string | undefined): Promise<string> {
  const store = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (id === undefined) {
      response.statusCode = 400;
      response.end(JSON.stringify({ __type: 'ParameterNotFound', message: 'no such parameter' }));
    } else response.end(JSON.stringify({ Parameter: { Value: id } }));
  });
  onTestFinished(() => {
    store.close();
    store.closeAllConnections();
  });
  return new Promise((resolve) => {
    store.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(store.address() as AddressInfo).port}`);
    });
  });
}

const ensure = async (id: string | undefined, urls: { databaseUrl?: string; redisUrl?: string } = {}) =>
  ensureFirstData({ endpoint: await parameterStore(id), databaseUrl, redisUrl, ...urls });
const run = (sql: string) => onClient(databaseUrl, (client) => client.query(sql));
const stock = async (): Promise<unknown> => (await run('SELECT inventory FROM menus WHERE id = 1')).rows;

test('an empty database gets its schema and the first stock', async () => {
  expect(await ensure('one')).toBe(true);

  expect(await stock()).toEqual([{ inventory: '100' }]);
});

test('a deployment that is known keeps its stock', async () => {
  await ensure('one');
  await run('UPDATE menus SET inventory = 7 WHERE id = 1');

  expect(await ensure('one')).toBe(false);

  expect(await stock()).toEqual([{ inventory: '7' }]);
});

test('another deployment gets the first stock again, and of Redis our keys are dropped and no others', async () => {
  await ensure('one');
  await run('UPDATE menus SET inventory = 7 WHERE id = 1');
  const redis = new Redis(redisUrl);
  onTestFinished(() => redis.disconnect());
  await redis.mset('{local:menu:1}:val', 'old', '{local:menu:1}:gen', 'g', 'theirs', '1');

  expect(await ensure('two')).toBe(true);

  expect(await stock()).toEqual([{ inventory: '100' }]);
  expect((await run('SELECT operation_id FROM inventory_operations')).rows).toEqual([
    { operation_id: 'opening' },
  ]);
  expect(await redis.keys('*')).toEqual(['theirs']);
  expect(await ensure('two')).toBe(false);
});

test('an unreachable store, or one without a deployment, is reported in one sentence', async () => {
  await expect(ensure(undefined)).rejects.toThrow(
    "LocalStack's Parameter Store has no /food-delivery/local/deployment-id",
  );
  await expect(ensureFirstData({ endpoint: 'http://127.0.0.1:1', databaseUrl, redisUrl })).rejects.toThrow(
    /Parameter Store does not return the deployment id: /,
  );
  await expect(ensure('one', { databaseUrl: 'postgresql://nobody@127.0.0.1:1/x' })).rejects.toThrow(
    /^PostgreSQL cannot be used: .*; see DATABASE_URL$/,
  );
  await expect(ensure('one', { redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow(
    /^Redis cannot be used: .*; see REDIS_URL$/,
  );
});
