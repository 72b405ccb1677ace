import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
  SSMServiceException,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { removeDataDir } from '../remove-data-dir.ts';
import { type ParameterStore, provisionParameters } from './provision-parameters.ts';
import { handleSsm } from './ssm-api.ts';
import { callSsm } from './ssm-call.ts';
import { createSsmStore, type SsmStore } from './ssm-store.ts';

const Name = '/food-delivery/local/chaos/order';
let folder: string;
let store: SsmStore;
let server: Server;
let endpoint: string;
let client: SSMClient;

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await createSsmStore({ path: folder });
  server = createServer((request, response) => void handleSsm(store, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  endpoint = `http://127.0.0.1:${address.port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SSMClient({ endpoint, region: LOCAL_IDENTITY.region, credentials });
});

afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await removeDataDir(folder);
});

const put = (Value: string, more: { Overwrite?: boolean; Name?: string } = {}) =>
  client.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));

test('keeps a parameter, with its version and date', async () => {
  expect(await put('{}')).toMatchObject({ Version: 1, Tier: 'Standard' });
  expect(await put('{"payment_fail":{"fail_percent":1}}', { Overwrite: true })).toMatchObject({ Version: 2 });

  const { Parameter } = await client.send(new GetParameterCommand({ Name }));

  expect(Parameter).toMatchObject({
    Name,
    Value: '{"payment_fail":{"fail_percent":1}}',
    Type: 'String',
    Version: 2,
    DataType: 'text',
    ARN: `arn:aws:ssm:us-east-1:000000000000:parameter${Name}`,
  });
  expect(Math.abs(Number(Parameter?.LastModifiedDate) - Date.now())).toBeLessThan(60_000);
});

test('refuses with AWS’s messages', async () => {
  await put('{}');

  await expect(put('{}')).rejects.toThrow(ParameterAlreadyExists);
  await expect(client.send(new GetParameterCommand({ Name: '/none' }))).rejects.toThrow(ParameterNotFound);
  await expect(client.send(new DeleteParameterCommand({ Name: '/none' }))).rejects.toThrow(ParameterNotFound);
  await expect(put('x'.repeat(5_000), { Overwrite: true })).rejects.toThrow(
    /maximum parameter value of 4096/,
  );
  await expect(put('x', { Name: 'a b' })).rejects.toThrow(
    expect.objectContaining({ name: 'ValidationException' }),
  );
  const unknown = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSSM.constructor' },
  });
  expect([unknown.status, await unknown.json()]).toEqual([
    400,
    { __type: 'UnknownOperationException', message: '' },
  ]);
  const broken = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSSM.GetParameter' },
    body: '{',
  });
  expect(broken.status).toBe(400);
  expect(new ParameterNotFound({ message: '', $metadata: {} })).toBeInstanceOf(SSMServiceException);
});

test.each([
  [
    '{"payment_failure":{"fail_percent":30}}',
    /"payment_failure" is no switch; the order service has "payment_fail"/,
  ],
  ['rubbish', /not valid JSON/],
  ['{"payment_fail":{"fail_percent":30},"payment_fail":{"fail_percent":0}}', /the same key twice/],
  ['[]', /not a JSON object/],
  ['null', /not a JSON object/],
  ['{"payment_fail":{"fail_percent":"x"}}', /must be \{"fail_percent": a whole number from 0 to 100\}/],
  ['{"delay":{"delay_ms":5}}', /delay is a switch of the user service/],
])('refuses the switches %s, and the old ones stay', async (value, message) => {
  const old = '{"payment_fail":{"fail_percent":1}}';
  await put(old);

  await expect(put(value, { Overwrite: true })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
  expect(store.get(Name)).toMatchObject({ value: old, version: 1 });
});

test.each([
  ['food-delivery/local/chaos/order', /begins with one/],
  ['//food-delivery/local/chaos/order', /none twice in a row/],
  ['/food-delivery/local/chaos/order/', /does not end with one/],
  [
    '/food-delivery/aws/chaos/order',
    /Nothing reads .*; the switches are in \/food-delivery\/local\/chaos\/order/,
  ],
])('refuses switches at %s, where nothing would read them', async (name, message) => {
  await expect(put('{}', { Name: name })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
});

test('a request above the engine’s size limit is refused, and not kept in memory', async () => {
  const body = JSON.stringify({ Name, Value: '{}', Description: 'x'.repeat(7_000_000) });

  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSSM.PutParameter' },
    body,
  });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    __type: 'ValidationException',
    message: 'The request is larger than 6 MB.',
  });
  expect(store.get(Name)).toBeUndefined();
});

test('refuses switches of an unknown service, and accepts any text elsewhere', async () => {
  await expect(put('{}', { Name: '/food-delivery/local/chaos/orders' })).rejects.toThrow(
    '"orders" is not a service with fault switches; allowed: user, restaurant, order.',
  );
  expect(await put('rubbish', { Name: '/food-delivery/local/other/order' })).toMatchObject({ Version: 1 });
});

test('finds parameters by name, by version, by ARN, by path and all', async () => {
  await put('1', { Name: '/a/b' });
  await put('2', { Name: '/a/b/c' });
  await put('3', { Name: 'plain' });

  const several = await client.send(
    new GetParametersCommand({ Names: ['/a/b', 'plain:1', 'plain:7', '/none'] }),
  );
  expect(several.Parameters?.map(({ Value }) => Value)).toEqual(['1', '3']);
  expect(several.InvalidParameters).toEqual(['plain:7', '/none']);
  const byArn = await client.send(
    new GetParameterCommand({ Name: 'arn:aws:ssm:us-east-1:000000000000:parameter/a/b' }),
  );
  expect(byArn.Parameter?.Value).toBe('1');
  const byPath = async (Path: string, Recursive: boolean) =>
    (await client.send(new GetParametersByPathCommand({ Path, Recursive }))).Parameters?.map(
      (each) => each.Name,
    );
  expect(await byPath('/a', false)).toEqual(['/a/b']);
  expect(await byPath('/a/', true)).toEqual(['/a/b', '/a/b/c']);
  const described = await client.send(new DescribeParametersCommand({}));
  expect(described.Parameters).toHaveLength(3);
  expect(described.Parameters?.[0]).not.toHaveProperty('Value');
});

test('has every acknowledged change on disk, and reads it back', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => put(String(index), { Name: `/p/${index}` })));
  await client.send(new DeleteParameterCommand({ Name: '/p/7' }));

  const reopened = await createSsmStore({ path: folder });

  expect([...reopened.all()].map(({ name }) => name)).toHaveLength(19);
  expect(reopened.get('/p/19')?.value).toBe('19');
  expect(JSON.parse(await readFile(join(folder, 'parameters.json'), 'utf8'))).toHaveLength(19);
});

test('the template gives a parameter its first value and never resets a switch that is on', async () => {
  const parameters = [{ logicalId: 'Chaos', properties: { Name, Type: 'String', Value: '{}' } }];
  const inProcess: ParameterStore = {
    url: 'http://127.0.0.1:1',
    call: (action, input) => callSsm(store, action, input),
  };
  await provisionParameters(parameters, inProcess, LOCAL_IDENTITY);
  expect(store.get(Name)?.value).toBe('{}');
  await put('{"payment_fail":{"fail_percent":1}}', { Overwrite: true });

  await provisionParameters(parameters, inProcess, LOCAL_IDENTITY);
  await provisionParameters(parameters, { url: endpoint }, LOCAL_IDENTITY);

  expect(store.get(Name)).toMatchObject({ value: '{"payment_fail":{"fail_percent":1}}', version: 2 });
});

test('answers the aws command line', { tags: 'aws-cli' }, async () => {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_DEFAULT_REGION: LOCAL_IDENTITY.region,
  };
  const words = ['--endpoint-url', endpoint, 'ssm', 'put-parameter', '--name', Name, '--overwrite'];
  const args = [...words, '--type', 'String', '--value', '{"payment_fail":{"fail_percent":1}}'];

  const { stdout } = await promisify(execFile)('aws', args, { env });

  expect(JSON.parse(stdout)).toMatchObject({ Version: 1 });
  expect(store.get(Name)?.value).toBe('{"payment_fail":{"fail_percent":1}}');
});

test('a change that cannot be saved is refused, and the previous value is kept', async () => {
  const parameter = { name: Name, type: 'String', value: '{}' } as const;
  await store.put(parameter);
  await rm(folder, { recursive: true });

  await expect(store.put({ ...parameter, value: '{"payment_fail":{}}' })).rejects.toThrow('ENOENT');
  await expect(store.delete(Name)).rejects.toThrow('ENOENT');

  expect(store.get(Name)).toMatchObject({ value: '{}', version: 1 });
});
