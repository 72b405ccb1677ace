import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { jsonCall, queryCall, restCall } from '#tests/support/engine/aws-calls';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor } from '#tests/support/engine/small-system';
import { startTestEngine, type TestEngineOptions } from '#tests/support/engine/test-engine';

let engine: Engine;
let options: TestEngineOptions;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  options = await optionsFor(FUNCTIONS, folder);
  engine = await startTestEngine(options);
});
afterAll(async () => {
  await engine.dispose();
  await removeFolder(options.dataDir);
  await removeFolder(folder);
});
const at = (path = ''): string => `${engine.urls.engine}${path}`;

test.each([
  ['AmazonSSM.GetParameter', { Name: '/a/b' }, { Parameter: { Value: '{}' } }],
  ['AmazonSQS.GetQueueUrl', { QueueName: 'recovery' }, { QueueUrl: expect.stringMatching(/\/recovery$/) }],
  ['DynamoDB_20120810.ListTables', {}, { TableNames: [] }],
  ['AWSSecurityTokenServiceV20110615.GetCallerIdentity', {}, { Account: '000000000000' }],
])('the target %s leads to its store', async (target, input, expected) => {
  const { status, text } = await jsonCall(at(), target, input);

  expect({ status, body: JSON.parse(text) }).toMatchObject({ status: 200, body: expected });
});

test('the address of a queue leads to the port that was asked, and any address of it is taken', async () => {
  const [own] = await Promise.all([engine.backends.sqs]);
  const { text } = await jsonCall(at(), 'AmazonSQS.ListQueues', {});

  expect(JSON.parse(text)).toEqual({ QueueUrls: [at('/000000000000/recovery')] });
  for (const url of [
    at('/000000000000/recovery'),
    `${own}/000000000000/recovery`,
    '/000000000000/recovery',
  ]) {
    const sent = await jsonCall(at(), 'AmazonSQS.SendMessage', { QueueUrl: url, MessageBody: 'x' });
    expect(sent.status).toBe(200);
  }
  await jsonCall(at(), 'AmazonSQS.PurgeQueue', { QueueUrl: at('/000000000000/recovery') });
});

describe('STS', () => {
  const identity = { Action: 'GetCallerIdentity', Version: '2011-06-15' };

  test('GetCallerIdentity states the local account', async () => {
    const { status, text, headers } = await queryCall(at(), 'sts', identity);

    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/xml' });
    expect(text).toContain('<Account>000000000000</Account>');
    expect(text).toContain('<Arn>arn:aws:iam::000000000000:root</Arn>');
  });

  test('GetCallerIdentity answers a presigned GET, and in JSON where a client asks for it', async () => {
    const credential = 'x%2F20260101%2Fus-east-1%2Fsts%2Faws4_request';
    const url = at(`/?${new URLSearchParams(identity)}&X-Amz-Credential=${credential}`);

    const presigned = await (await fetch(url)).text();
    const json = await queryCall(at(), 'sts', identity, { accept: 'application/json' });

    expect(presigned).toContain('<Account>000000000000</Account>');
    expect(JSON.parse(json.text)).toMatchObject({
      GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: '000000000000' } },
    });
  });

  test.each([
    ['AssumeRole', 403, 'AccessDenied'],
    ['GetSessionToken', 403, 'AccessDenied'],
    ['Nonsense', 400, 'InvalidAction'],
  ])('%s is refused', async (Action, status, code) => {
    const answer = await queryCall(at(), 'sts', { ...identity, Action });

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
  });
});

describe('what the engine does not have gets the error of AWS in the protocol of the client', () => {
  test.each(['Kinesis_20131202.ListStreams', 'secretsmanager.ListSecrets', 'AmazonSSM', 'constructor.x', ''])(
    'JSON: the target "%s"',
    async (target) => {
      const answer = await jsonCall(at(), target, {}, { version: '1.1' });

      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
      expect(JSON.parse(answer.text).__type).toMatch(/UnknownOperationException$/);
    },
  );

  test.each([
    ['iam', { Action: 'ListUsers', Version: '2010-05-08' }, 'InvalidAction'],
    ['cloudformation', { Action: 'ListStacks', Version: '2010-05-15' }, 'InvalidAction'],
    ['sns', { Action: '__proto__' }, 'InvalidAction'],
    ['sts', { Version: '2011-06-15' }, 'MissingAction'],
  ])('query: %s %j', async (service, parameters, code) => {
    const answer = await queryCall(at(), service, parameters as Record<string, string>);

    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`<Code>${code}</Code>`);
  });

  test('REST: API Gateway by JSON, S3 by XML', async () => {
    const apis = await restCall(at('/restapis'), 'apigateway', 'GET');
    const buckets = await restCall(at('/'), 's3', 'GET');

    expect(apis).toMatchObject({ status: 404, text: expect.stringContaining('"UnknownOperationException"') });
    expect(apis.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
    expect(buckets).toMatchObject({
      status: 405,
      text: expect.stringMatching(/^<Error><Code>MethodNotAllowed<\/Code>/),
    });
  });

  test('CBOR: CloudWatch', async () => {
    const headers = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' };
    const path = '/service/GraniteServiceVersion20100801/operation/ListMetrics';

    const answer = await restCall(at(path), 'monitoring', 'POST', { headers, body: '\u00a0' });

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/cbor');
    expect(answer.text).toContain('com.amazon.coral.service#UnknownOperationException');
  });

  test('a form of no AWS client, and any other path', async () => {
    const form = await fetch(at(), { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    const other = await fetch(at('/nothing'), { method: 'POST', body: '{}' });

    expect([form.status, other.status]).toEqual([400, 404]);
  });
});

test('a store that does not answer is unavailable, in the protocol of the client', async () => {
  await engine.stopBackend('sqs');
  const json = await jsonCall(at(), 'AmazonSQS.ListQueues', {});
  const query = await queryCall(at(), 'sqs', { Action: 'ListQueues', Version: '2012-11-05' });
  await engine.startBackend('sqs');

  expect(json).toMatchObject({ status: 503, text: expect.stringContaining('ServiceUnavailable') });
  expect(query).toMatchObject({ status: 503, text: expect.stringContaining('<Code>ServiceUnavailable') });
});
