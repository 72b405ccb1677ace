import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findStores } from './settings.ts';

const NAMED = {
  STAGE: 'aws',
  ORDERS_TABLE: 'orders',
  PAYMENTS_TABLE: 'payments',
  RECOVERY_QUEUE_URL: 'https://sqs.example.com/1/recovery',
  RECOVERY_DLQ_URL: 'https://sqs.example.com/1/recovery-dlq',
  DATABASE_URL: 'postgresql://reader@db.example.com/food',
  REDIS_URL: 'rediss://cache.example.com:6379',
};

/** Starts a server that answers with a status, like an engine's own port. */
async function engineWithStatus(status: unknown): Promise<string> {
  const server = createServer((_, response) => response.end(JSON.stringify(status)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

async function dataDirWith(password: string): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-test-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  await writeFile(join(dataDir, 'secrets.json'), JSON.stringify({ databasePassword: password }));
  return dataDir;
}

test('stores that the environment names need no engine', async () => {
  expect(await findStores({ ...NAMED, AWS_REGION: 'ap-northeast-2', ENGINE_PORT: '1' })).toEqual({
    ...NAMED,
    AWS_REGION: 'ap-northeast-2',
  });
});

test('the rest comes from the status of the engine, and the password from its data folder', async () => {
  const dataDir = await dataDirWith('se/cret');
  const stores = { ...NAMED, DATABASE_URL: 'postgresql://food@127.0.0.1:5000/food', AWS_REGION: 'us-east-1' };
  const ENGINE_PORT = await engineWithStatus({ dataDir, stores });

  const found = await findStores({ ENGINE_PORT, REDIS_URL: 'redis://mine:1', AWS_REGION: 'eu-west-1' });

  expect(found).toEqual({
    ...stores,
    DATABASE_URL: 'postgresql://food:se%2Fcret@127.0.0.1:5000/food',
    REDIS_URL: 'redis://mine:1',
  });
});

test('what is missing or wrong is named', async () => {
  const ENGINE_PORT = await engineWithStatus({
    dataDir: '/nowhere',
    stores: { ...NAMED, REDIS_URL: 'redis' },
  });
  const stranger = await engineWithStatus({ hello: 'world' });

  await expect(findStores({ ENGINE_PORT })).rejects.toThrow('REDIS_URL is "redis", allowed: a URL');
  await expect(findStores({ ENGINE_PORT: stranger })).rejects.toThrow(
    'is not an engine that knows its stores',
  );
  await expect(findStores({ STAGE: 'aws', ENGINE_PORT: '1' })).rejects.toThrow(
    /^no engine answers at http:\/\/127\.0\.0\.1:1; start one with npm start, set ENGINE_PORT, or set ORDERS_TABLE, /,
  );
});
