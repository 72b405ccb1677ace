import type { Random } from '#simulation/random';
import type { Attack, Draw, Known } from './attack.ts';
import { mutated } from './mutation.ts';
import { requestOf } from './request.ts';
import { jsonText } from './verbatim-json.ts';
import { weirdBody } from './weird-bytes.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdValue } from './weird-values.ts';

/** Header that DynamoDB emulators require, but do not check. */
export const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0';

type Inputs = Readonly<Record<string, unknown>>;

const CHAOS = '/food-delivery/local/chaos/user';
/** Inputs of the Parameter Store's actions. None of them leaves a switch on. */
const SSM: Inputs = {
  GetParameter: { Name: CHAOS, WithDecryption: true },
  GetParameters: { Names: [CHAOS, '/attack'] },
  GetParametersByPath: { Path: '/food-delivery', Recursive: true, MaxResults: 10, NextToken: 'x' },
  PutParameter: { Name: '/attack', Value: 'value', Type: 'String', Overwrite: true, Description: 'd' },
  DeleteParameter: { Name: '/attack' },
  DeleteParameters: { Names: ['/attack'] },
  DescribeParameters: { ParameterFilters: [{ Key: 'Name', Values: ['/attack'] }], MaxResults: 5 },
  NoSuchAction: {},
};

const sqsInputs = (QueueUrl: string): Inputs => ({
  SendMessage: {
    QueueUrl,
    MessageBody: 'attack',
    DelaySeconds: 1,
    MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } },
  },
  SendMessageBatch: { QueueUrl, Entries: [{ Id: '1', MessageBody: 'attack' }] },
  ReceiveMessage: { QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 0, AttributeNames: ['All'] },
  DeleteMessage: { QueueUrl, ReceiptHandle: 'none' },
  DeleteMessageBatch: { QueueUrl, Entries: [{ Id: '1', ReceiptHandle: 'none' }] },
  ChangeMessageVisibility: { QueueUrl, ReceiptHandle: 'none', VisibilityTimeout: 0 },
  GetQueueUrl: { QueueName: 'attack' },
  GetQueueAttributes: { QueueUrl, AttributeNames: ['All'] },
  ListQueues: { QueueNamePrefix: 'attack', MaxResults: 1 },
  CreateQueue: { QueueName: 'attack', Attributes: { VisibilityTimeout: '30' }, tags: { a: 'b' } },
  PurgeQueue: { QueueUrl: `${QueueUrl}-none` },
  NoSuchAction: {},
});

const Key = { pk: { S: 'attack' } };
const TableName = 'attack';
/** Inputs of DynamoDB's actions, for a table that does not exist, so that no order changes. */
const DYNAMODB: Inputs = {
  ListTables: { Limit: 10, ExclusiveStartTableName: 'a' },
  DescribeTable: { TableName },
  GetItem: {
    TableName,
    Key,
    ConsistentRead: true,
    ProjectionExpression: '#a',
    ExpressionAttributeNames: { '#a': 'a' },
  },
  PutItem: {
    TableName,
    Item: { ...Key, n: { N: '1' }, m: { M: { l: { L: [{ BOOL: true }, { NULL: true }] } } } },
  },
  UpdateItem: {
    TableName,
    Key,
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': { N: '1' } },
  },
  Query: {
    TableName,
    KeyConditionExpression: 'pk = :a',
    ExpressionAttributeValues: { ':a': { S: 'a' } },
    Limit: 1,
  },
  Scan: { TableName, FilterExpression: 'attribute_exists(a) AND (b > :b OR size(c) < :b)', Limit: 1 },
  BatchGetItem: { RequestItems: { [TableName]: { Keys: [Key] } } },
  TransactWriteItems: { TransactItems: [{ Put: { TableName, Item: Key } }, { Delete: { TableName, Key } }] },
  NoSuchAction: {},
};

/** Such a character in an expression ends Dynoxide 1.2.1, which the engine then restarts. */
const BEYOND_ASCII = /[^\x20-\x7e]/g;

interface Protocol {
  readonly prefix: string;
  readonly version: string;
  inputs(known: Known): Inputs;
}

const PROTOCOLS = {
  ssm: { prefix: 'AmazonSSM.', version: '1.1', inputs: () => SSM },
  sqs: { prefix: 'AmazonSQS.', version: '1.0', inputs: ({ queueUrl }) => sqsInputs(queueUrl) },
  dynamodb: { prefix: 'DynamoDB_20120810.', version: '1.0', inputs: () => DYNAMODB },
} as const satisfies Record<string, Protocol>;

/** One of AWS' JSON protocols with an input of another shape. */
export function awsJsonAttacks(service: keyof typeof PROTOCOLS): Draw {
  const { prefix, version, inputs }: Protocol = PROTOCOLS[service];
  return (random, known) => {
    const [action, input] = random.pick(Object.entries(inputs(known)));
    const drawn = jsonText(random.chance(0.1) ? input : mutated(random, input));
    const text = service === 'dynamodb' ? drawn.replace(BEYOND_ASCII, '?') : drawn;
    const body = random.chance(0.15) ? weirdBody(random, text) : text;
    const headers: [string, string][] = [
      ['Content-Type', `application/x-amz-json-${version}`],
      [
        'X-Amz-Target',
        prefix + (random.chance(0.05) ? random.pick(['', '.', 'x'.repeat(500), '\xff']) : action),
      ],
    ];
    if (service === 'dynamodb')
      headers.push(['Authorization', credential(random)], ['X-Amz-Date', '20260101T000000Z']);
    if (random.chance(0.05)) headers.push(...(weirdHeaders(random) as [string, string][]));
    return { kind: `${service} JSON`, steps: [requestOf({ method: 'POST', target: '/', headers, body })] };
  };
}

const credential = (random: Random): string =>
  random.chance(0.9)
    ? AUTHORIZATION
    : random.pick(['', 'AWS4-HMAC-SHA256', 'Bearer x', 'AWS4-HMAC-SHA256 Credential=////, Signature=']);

/** SQS' old protocol: a form, answered with XML by AWS. */
export const sqsFormAttack: Draw = (random, known) => {
  const [action, input] = random.pick(Object.entries(sqsInputs(known.queueUrl)));
  const fields = Object.entries(Object(mutated(random, input)) as Inputs).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(jsonText(value)).slice(0, 5_000)}`,
  );
  const body = [`Action=${action}`, 'Version=2012-11-05', ...fields].join('&');
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  const target = random.chance(0.5) ? '/' : new URL(known.queueUrl).pathname;
  return { kind: 'SQS form', steps: [requestOf({ method: 'POST', target, headers, body })] };
};

const FUNCTIONS = [
  'order/get-health',
  'user/get-health',
  'restaurant/list-menus',
  'order/get-order',
  'nothing',
];
const NAMES = [
  '%zz',
  '%',
  '%00',
  '..',
  '%2e%2e%2f',
  'order%2Fget-health',
  'order/get-health:$LATEST',
  'x'.repeat(5_000),
  '__proto__',
  'arn:aws:lambda:us-east-1:000000000000:function:food-delivery-local-order-get-health',
  '\xff',
  '%ED%A0%80',
  '',
];

/** Lambda's Invoke, of any name with any event. */
export function invokeAttack(random: Random): Attack {
  const name = random.chance(0.5) ? random.pick(FUNCTIONS) : random.pick(NAMES);
  const event = random.chance(0.5)
    ? mutated(random, {
        httpMethod: 'GET',
        path: '/health',
        resource: '/health',
        headers: {},
        requestContext: {},
      })
    : weirdValue(random);
  const text = jsonText(event);
  const headers: [string, string][] = random.chance(0.3)
    ? [['X-Amz-Invocation-Type', random.pick(['Event', 'DryRun', 'RequestResponse', 'x', ''])]]
    : [];
  const target = `/2015-03-31/functions/${name}/invocations${random.chance(0.2) ? '?Qualifier=%zz' : ''}`;
  const body = random.chance(0.15) ? weirdBody(random, text) : text;
  return { kind: 'Invoke', steps: [requestOf({ method: 'POST', target, headers, body })] };
}
