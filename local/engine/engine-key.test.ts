import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonCall } from '#tests/support/engine/aws-calls';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor } from '#tests/support/engine/small-system';
import { startTestEngine, type TestEngineOptions } from '#tests/support/engine/test-engine';
import { askEngine, findEngine } from '../cli/running-engine.ts';
import type { Engine } from './engine.ts';

const KEY = 'a-key/of+sixteen=or-more';
const HEADERS = { 'x-engine-key': KEY };
let engine: Engine;
let options: TestEngineOptions;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  // the address does not matter: what is open to the network asks this machine too
  options = {
    ...(await optionsFor(FUNCTIONS, folder)),
    engineAccess: { address: '127.0.0.1', networkKey: KEY },
  };
  engine = await startTestEngine(options);
});
afterAll(async () => {
  await engine.dispose();
  await removeFolder(options.dataDir);
  await removeFolder(folder);
});

const INVOKE = '/2015-03-31/functions/order%2Fdouble/invocations';

test.each([
  ['GET', '/'],
  ['GET', '/traces'],
  ['POST', '/v1/traces'],
  ['POST', INVOKE],
  ['POST', '/console/caches/evict'],
  ['GET', '/console/users'],
  ['POST', '/console/drill'],
  ['POST', '/console/restock'],
  ['GET', '/2015-03-31/functions/'],
  ['GET', '/nothing'],
  ['OPTIONS', '/'],
])('%s %s asks this machine for the key', async (method, path) => {
  const call = (headers: Record<string, string>) =>
    fetch(`${engine.urls.engine}${path}`, {
      method,
      headers,
      ...(method === 'POST' && { body: '{"n":2}' }),
    }).then(({ status }) => status);

  expect(await call({})).toBe(401);
  expect(await call({ 'x-engine-key': 'a guess' })).toBe(401);
  expect(await call(HEADERS)).not.toBe(401);
});

test.each([
  ['AmazonSSM.GetParameter', { Name: '/a/b' }],
  ['AmazonSQS.ListQueues', {}],
  ['DynamoDB_20120810.ListTables', {}],
])('%s takes the key as the access key id, which AWS clients can set', async (target, input) => {
  const status = async (accessKeyId: string) =>
    (await jsonCall(engine.urls.engine, target, input, { accessKeyId })).status;

  expect([await status('x'), await status('AKIAIOSFODNN7EXAMPLE'), await status(KEY)]).toEqual([
    401, 401, 200,
  ]);
});

test('functions call and report without the key, at a port of this machine', async () => {
  const env = JSON.parse(await (await fetch(`${engine.urls.order}/env`)).text());

  expect(engine.insideUrl).not.toBe(engine.urls.engine);
  expect(env).toMatchObject({
    AWS_ENDPOINT_URL_SSM: engine.insideUrl.replace('localhost', '127.0.0.1'),
    OTLP: engine.insideUrl.replace('localhost', '127.0.0.1'),
  });
  const parameter = await jsonCall(env.AWS_ENDPOINT_URL_SSM, 'AmazonSSM.GetParameter', { Name: '/a/b' });
  expect(parameter.status).toBe(200);
  const page = await fetch(engine.insideUrl, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(page.status).toBe(403);
});

test('programs find the engine by its data folder, without the key', async () => {
  const { url = '' } = findEngine(options.dataDir) ?? {};

  expect((await askEngine(url))?.urls).toMatchObject({ engine: engine.urls.engine });
});

test.each([
  [
    'application/x-www-form-urlencoded; charset=utf-8',
    'text/xml',
    '<Code>UnauthorizedException</Code><Message>This port needs the key',
  ],
  ['application/x-amz-json-1.0', 'application/json', '"message":"This port needs the key'],
])('a client that sends %s gets the refusal as %s', async (sent, type, text) => {
  const response = await fetch(`${engine.urls.engine}/`, {
    method: 'POST',
    headers: { 'content-type': sent },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });

  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).toContain(text);
});
