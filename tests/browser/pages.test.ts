import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { type AwsJson, awsJsonClient, LOCAL_IDENTITY } from '#local/http/aws-json';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';
import { pageAt, withPage } from '#tests/support/programs/chromium';
import { type Attack, type Attempt, serveAttackingPage } from './attacking-page.ts';

const SWITCH = '/food-delivery/local/chaos/user';
const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=l/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;
let redis: Redis;
let queueUrl: string;
let attempts: readonly Attempt[];
let switchBefore: unknown;

const target = (action: string) => ({ 'x-amz-target': action, 'content-type': 'application/x-amz-json-1.1' });
/** The host by name, by address, and by a name of the attacker that resolves to it. */
const everyHost = (address: string): string[] =>
  ['localhost', '127.0.0.1', 'rebound.example'].map((host) => {
    const url = new URL(address.replace(/^\w+:/, 'http:'));
    return `http://${host}:${url.port}`;
  });

async function attacksOn({ urls, backends, variables }: Engine): Promise<Attack[]> {
  const event = await readFile(join(import.meta.dirname, '../../events/user/set-chaos-error.json'), 'utf8');
  const { ORDERS_TABLE = '', AWS_ENDPOINT_URL_DYNAMODB = '' } = variables('order');
  const put = JSON.stringify({ Name: SWITCH, Value: '{"error":{"enable":true}}', Overwrite: true });
  const dynamodb = (action: string) => ({ ...target(`DynamoDB_20120810.${action}`), ...SIGNED });
  const scan = JSON.stringify({ TableName: ORDERS_TABLE });
  const item = { order_id: { N: '1' } };
  const commands = 'FLUSHALL\r\nSET theirs 1\r\nSET a=b 1\r\n';
  const engineAttacks = everyHost(urls.engine).flatMap((at): Attack[] => [
    { name: 'invoke', url: `${at}/2015-03-31/functions/user%2Fset-chaos-error/invocations`, body: event },
    { name: 'put parameter', url: `${at}/`, headers: target('AmazonSSM.PutParameter'), body: put },
    { name: 'read traces', url: `${at}/traces`, method: 'GET' },
    { name: 'read state', url: `${at}/`, method: 'GET' },
    {
      name: 'send traces',
      url: `${at}/v1/traces`,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    },
  ]);
  const dynamodbAttacks = [...everyHost(backends.dynamodb), AWS_ENDPOINT_URL_DYNAMODB].flatMap(
    (url): Attack[] => [
      { name: 'scan', url, headers: dynamodb('Scan'), body: scan },
      {
        name: 'put item',
        url,
        headers: dynamodb('PutItem'),
        body: JSON.stringify({ TableName: ORDERS_TABLE, Item: item }),
      },
    ],
  );
  const sqsAttacks = everyHost(backends.sqs).flatMap((url): Attack[] => {
    const message = { QueueUrl: queueUrl, MessageBody: 'theirs' };
    const body = JSON.stringify(message);
    return [{ name: 'send message', url, headers: target('AmazonSQS.SendMessage'), body }];
  });
  const rawAttacks = [backends.redis, backends.postgres]
    .flatMap(everyHost)
    .map((url): Attack => ({ name: 'raw store', url, body: commands }));
  return [...engineAttacks, ...dynamodbAttacks, ...sqsAttacks, ...rawAttacks];
}

const openCalls = ({ urls }: Engine): Attack[] => [
  { name: 'open', url: `${urls.user}/health`, method: 'GET' },
  { name: 'open', url: `${urls.restaurant}/menus/1`, method: 'GET' },
  { name: 'open', url: `${urls.order}/health`, method: 'GET' },
  { name: 'open', url: `${urls.gateway}/api/restaurants/menus/1`, method: 'GET' },
  { name: 'open', url: `${urls.restaurant.replace('localhost', 'rebound.example')}/menus/1`, method: 'GET' },
];

const ssm = (action: string, input: AwsJson) => awsJsonClient('ssm', engine.backends.ssm)(action, input);

describe('a page of another origin, in a real browser', { tags: 'chromium' }, () => {
  beforeAll(async () => {
    ({ engine, stop } = await temporaryEngine({ redis: 'builtin' }));
    queueUrl = engine.variables('order').RECOVERY_QUEUE_URL ?? '';
    redis = new Redis(engine.backends.redis);
    await redis.set('mine', 'kept');
    switchBefore = await ssm('GetParameter', { Name: SWITCH });
    await using page = await serveAttackingPage([...(await attacksOn(engine)), ...openCalls(engine)]);
    await withPage(page.url, page.report);
    attempts = await page.report;
  }, 300_000);

  afterAll(async () => {
    redis?.disconnect();
    await stop?.();
  });

  test('may read what the API under test answers', () => {
    const open = attempts.filter(({ name }) => name.startsWith('open: ') && !name.endsWith('no-cors'));

    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('reads no answer of the engine or of a store', () => {
    const closed = attempts.filter(({ name }) => !name.startsWith('open: '));

    expect(closed.length).toBeGreaterThan(0);
    expect(closed.filter(({ status }) => status !== undefined)).toEqual([]);
  });

  test('switches no fault on', async () => {
    expect(await ssm('GetParameter', { Name: SWITCH })).toEqual(switchBefore);
  });

  test('writes nothing to Redis, DynamoDB and SQS', async () => {
    const sqs = new SQSClient({
      endpoint: engine.backends.sqs,
      region: LOCAL_IDENTITY.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const count = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    sqs.destroy();
    const TableName = engine.variables('order').ORDERS_TABLE;

    expect(await redis.get('mine')).toBe('kept');
    expect(await redis.exists('theirs', 'a=b')).toBe(0);
    expect(count.Attributes?.ApproximateNumberOfMessages).toBe('0');
    expect(await awsJsonClient('dynamodb', engine.backends.dynamodb)('Scan', { TableName })).toMatchObject({
      Count: 0,
    });
  });

  test('a rebound name shows neither traces nor state, and localhost shows both', {
    timeout: 120_000,
  }, async () => {
    const { port } = new URL(engine.urls.engine);

    expect(await pageAt(`http://rebound.example:${port}/traces`)).toContain('AccessDeniedException');
    expect(await pageAt(`http://rebound.example:${port}/`)).toContain('AccessDeniedException');
    expect(await pageAt(`http://localhost:${port}/`)).toContain('Food delivery, made to be broken');
  });
});
