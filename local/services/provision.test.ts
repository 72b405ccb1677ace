import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { awsJsonClient } from '../http/aws-json.ts';
import { createDynamoDb } from './dynamodb/dynamodb.ts';
import { provision } from './provision.ts';
import type { Resource } from './resource.ts';
import type { Service } from './service.ts';
import { createSqs } from './sqs/sqs.ts';
import { createSsm } from './ssm/ssm.ts';

const REDRIVE = {
  deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:recovery-dlq',
  maxReceiveCount: 1_000,
};
const TABLE = {
  TableName: 'food-delivery-local-orders',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'user_id', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-user',
      KeySchema: [{ AttributeName: 'user_id', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  Tags: [{ Key: 'service', Value: 'order' }],
};
const MODEL = {
  tables: [{ logicalId: 'Orders', properties: TABLE }],
  queues: [
    {
      logicalId: 'Recovery',
      properties: {
        QueueName: 'recovery',
        VisibilityTimeout: 25,
        RedrivePolicy: REDRIVE,
        SqsManagedSseEnabled: true,
        Tags: [{ Key: 'service', Value: 'order' }],
      },
    },
    {
      logicalId: 'RecoveryDlq',
      properties: { QueueName: 'recovery-dlq', MessageRetentionPeriod: 1_209_600 },
    },
  ],
  parameters: [{ logicalId: 'Chaos', properties: { Name: '/chaos', Type: 'String', Value: '{}' } }],
} satisfies Record<string, readonly Resource[]>;

let bench: TestBench;
let services: Record<'dynamodb' | 'sqs' | 'ssm', Service>;

const provisionAll = (model: Partial<Record<keyof typeof MODEL, readonly Resource[]>> = {}) => {
  const { tables, queues, parameters } = { ...MODEL, ...model };
  const byType: Readonly<Record<string, readonly Resource[]>> = {
    'AWS::DynamoDB::Table': tables,
    'AWS::SQS::Queue': queues,
    'AWS::SSM::Parameter': parameters,
  };
  return provision((type) => byType[type] ?? [], services);
};

beforeAll(async () => {
  bench = await testBench();
  const [dynamodb, sqs, ssm] = await Promise.all(
    [createDynamoDb, createSqs, createSsm].map((create) => bench.run(create)),
  );
  if (!dynamodb || !sqs || !ssm) throw new Error('a service is missing');
  services = { dynamodb, sqs, ssm };
});

afterAll(() => bench[Symbol.asyncDispose]());

const dynamodb = (action: string, input: Record<string, unknown>) =>
  awsJsonClient('dynamodb', services.dynamodb.url)(action, { TableName: TABLE.TableName, ...input });

test('creates tables, queues and parameters of the template, and returns the addresses of the queues', async () => {
  const queues = await provisionAll();

  expect(queues).toEqual({
    Recovery: {
      url: `${services.sqs.url}/000000000000/recovery`,
      arn: 'arn:aws:sqs:us-east-1:000000000000:recovery',
    },
    RecoveryDlq: {
      url: `${services.sqs.url}/000000000000/recovery-dlq`,
      arn: 'arn:aws:sqs:us-east-1:000000000000:recovery-dlq',
    },
  });
  const sqs = awsJsonClient('sqs', services.sqs.url);
  const { Attributes } = await sqs('GetQueueAttributes', {
    QueueUrl: queues.Recovery?.url,
    AttributeNames: ['All'],
  });
  expect(Attributes).toMatchObject({
    VisibilityTimeout: '25',
    RedrivePolicy: JSON.stringify(REDRIVE),
  });
  expect(await dynamodb('DescribeTimeToLive', {})).toEqual({
    TimeToLiveDescription: { AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' },
  });
  expect(await services.ssm.call?.('GetParameter', { Name: '/chaos' })).toMatchObject({
    Parameter: { Value: '{}', Type: 'String' },
  });
});

test('a second run changes neither data nor addresses', async () => {
  const first = await provisionAll();
  await dynamodb('PutItem', { Item: { pk: { S: 'kept' } } });

  const second = await provisionAll();

  expect(second).toEqual(first);
  expect(await dynamodb('GetItem', { Key: { pk: { S: 'kept' } } })).toEqual({ Item: { pk: { S: 'kept' } } });
});

test.each([
  ['without its index', { GlobalSecondaryIndexes: undefined }],
  ['with another key', { KeySchema: [{ AttributeName: 'user_id', KeyType: 'HASH' }] }],
])('says so when a table holds data and the template now wants it %s', async (_, change) => {
  await provisionAll();
  const tables = [{ logicalId: 'Orders', properties: { ...TABLE, ...change } }];

  await expect(provisionAll({ tables })).rejects.toThrow(
    /table food-delivery-local-orders holds data of an older version.*npm run reset/,
  );
});

test('reports the reason of a store’s error', async () => {
  const queues = [{ logicalId: 'Bad', properties: { QueueName: 'bad', VisibilityTimeout: 99_999 } }];

  await expect(provisionAll({ queues })).rejects.toThrow(/InvalidAttributeValue/);
});
