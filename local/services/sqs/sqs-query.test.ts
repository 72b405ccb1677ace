import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonCall, queryCall } from '#tests/support/engine/aws-calls';
import { type QueueBench, startQueueBench } from '#tests/support/engine/queue-bench';

let queues: QueueBench;
let url: string;
beforeAll(async () => {
  queues = await startQueueBench();
  url = await queues.makeQueue('plain');
});
afterAll(() => queues[Symbol.asyncDispose]());

const query = (Action: string, parameters: Record<string, string> = {}, at = queues.service.url) =>
  queryCall(at, 'sqs', { Action, Version: '2012-11-05', ...parameters });
const json = (action: string, input: object) => jsonCall(queues.service.url, `AmazonSQS.${action}`, input);
const between = (text: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';

test.each([
  ['ListQueues', {}, '<QueueUrl>OWN/000000000000/plain</QueueUrl>'],
  ['GetQueueUrl', { QueueName: 'plain' }, '<QueueUrl>OWN/000000000000/plain</QueueUrl>'],
  ['CreateQueue', { QueueName: 'plain' }, '<QueueUrl>OWN/000000000000/plain</QueueUrl>'],
  [
    'GetQueueAttributes',
    { QueueUrl: 'URL', 'AttributeName.1': 'QueueArn' },
    '<Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:us-east-1:000000000000:plain</Value></Attribute>',
  ],
  [
    'GetQueueAttributes',
    { QueueUrl: 'URL', AttributeName: 'All' },
    '<Name>VisibilityTimeout</Name><Value>30</Value>',
  ],
  [
    'SetQueueAttributes',
    { QueueUrl: 'URL', 'Attribute.1.Name': 'VisibilityTimeout', 'Attribute.1.Value': '31' },
    '<SetQueueAttributesResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ResponseMetadata>',
  ],
  ['TagQueue', { QueueUrl: 'URL', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' }, '<TagQueueResponse'],
  ['ListQueueTags', { QueueUrl: 'URL' }, '<Tag><Key>a</Key><Value>b</Value></Tag>'],
  ['UntagQueue', { QueueUrl: 'URL', 'TagKey.1': 'a' }, '<UntagQueueResponse'],
  ['ListDeadLetterSourceQueues', { QueueUrl: 'URL' }, '<ListDeadLetterSourceQueuesResponse'],
  ['PurgeQueue', { QueueUrl: 'URL' }, '<PurgeQueueResponse'],
])('query protocol: %s %j', async (action, parameters, expected) => {
  const given = Object.entries(parameters).map(([name, value]) => [name, value.replace('URL', url)]);

  const { status, text, headers } = await query(action, Object.fromEntries(given));

  expect({ status, text }).toEqual({
    status: 200,
    text: expect.stringContaining(expected.replace('OWN', queues.service.url)),
  });
  expect(headers.get('content-type')).toBe('text/xml');
});

test('query protocol: a message with attributes is sent, received at the address of its queue, and deleted', async () => {
  const sent = await query('SendMessage', {
    QueueUrl: url,
    MessageBody: 'a < b & "c"',
    DelaySeconds: '0',
    'MessageAttribute.1.Name': 'reason',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'poison',
  });
  const received = await query(
    'ReceiveMessage',
    {
      MaxNumberOfMessages: '10',
      'AttributeName.1': 'All',
      'MessageAttributeName.1': 'All',
      WaitTimeSeconds: '5',
    },
    url,
  );

  expect(between(sent.text, 'MessageId')).toMatch(/^[0-9a-f-]{36}$/);
  expect(received.text).toContain('<Body>a &lt; b &amp; &quot;c&quot;</Body>');
  expect(received.text).toContain(
    '<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>',
  );
  expect(received.text).toContain(
    '<MessageAttribute><Name>reason</Name><Value><DataType>String</DataType><StringValue>poison</StringValue></Value></MessageAttribute>',
  );
  expect(between(received.text, 'MD5OfBody')).toBe(between(sent.text, 'MD5OfMessageBody'));
  const ReceiptHandle = between(received.text, 'ReceiptHandle');
  const changed = await query('ChangeMessageVisibility', {
    QueueUrl: url,
    ReceiptHandle,
    VisibilityTimeout: '60',
  });
  const deleted = await query('DeleteMessage', { QueueUrl: url, ReceiptHandle });
  expect([changed.status, deleted.status]).toEqual([200, 200]);
  expect(await queues.counts(url)).toEqual({ ready: 0, delayed: 0, inFlight: 0 });
});

test('query protocol: batches', async () => {
  const entries = (name: string, members: (index: number) => Record<string, string>) =>
    Object.fromEntries(
      [1, 2].flatMap((index) =>
        Object.entries({ Id: `m${index}`, ...members(index) }).map(([member, value]) => [
          `${name}BatchRequestEntry.${index}.${member}`,
          value,
        ]),
      ),
    );
  const sent = await query('SendMessageBatch', {
    QueueUrl: url,
    ...entries('SendMessage', (index) => ({ MessageBody: `body ${index}` })),
  });
  const handles = (await queues.receive(url, 5)).map(({ ReceiptHandle = '' }) => ReceiptHandle);
  const deleted = await query('DeleteMessageBatch', {
    QueueUrl: url,
    ...entries('DeleteMessage', (index) => ({ ReceiptHandle: handles[index - 1] ?? '' })),
  });

  expect(sent.text).toMatch(/(<SendMessageBatchResultEntry><Id>m\d<\/Id>.*){2}/);
  expect(deleted.text).toMatch(/(<DeleteMessageBatchResultEntry><Id>m\d<\/Id>.*){2}/);
  expect(await queues.counts(url)).toEqual({ ready: 0, delayed: 0, inFlight: 0 });
});

/** What AWS refuses: by JSON its type, and in both protocols the code of the query protocol. */
test.each([
  ['GetQueueUrl', { QueueName: 'none' }, 'QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  [
    'CreateQueue',
    { QueueName: 'plain', Attributes: { VisibilityTimeout: '77' } },
    'QueueNameExists',
    'QueueAlreadyExists',
  ],
  ['CreateQueue', { QueueName: 'a b' }, 'InvalidParameterValue', 'InvalidParameterValue'],
  [
    'CreateQueue',
    { QueueName: 'new', Attributes: { Nonsense: '1' } },
    'InvalidAttributeName',
    'InvalidAttributeName',
  ],
  [
    'GetQueueAttributes',
    { QueueUrl: 'URL', AttributeNames: ['x'] },
    'InvalidAttributeName',
    'InvalidAttributeName',
  ],
  [
    'SetQueueAttributes',
    { QueueUrl: 'URL', Attributes: { x: '1' } },
    'InvalidAttributeName',
    'InvalidAttributeName',
  ],
  [
    'SetQueueAttributes',
    { QueueUrl: 'URL', Attributes: { DelaySeconds: 'x' } },
    'InvalidAttributeValue',
    'InvalidAttributeValue',
  ],
  ['SendMessage', { MessageBody: 'x' }, 'MissingParameter', 'MissingParameter'],
  ['SendMessage', { QueueUrl: 'URL' }, 'MissingParameter', 'MissingParameter'],
  [
    'SendMessage',
    { QueueUrl: 'URL', MessageBody: 'x', DelaySeconds: 901 },
    'InvalidParameterValue',
    'InvalidParameterValue',
  ],
  [
    'ReceiveMessage',
    { QueueUrl: 'URL', MaxNumberOfMessages: 11 },
    'InvalidParameterValue',
    'InvalidParameterValue',
  ],
  [
    'DeleteMessage',
    { QueueUrl: 'URL', ReceiptHandle: 'x' },
    'ReceiptHandleIsInvalid',
    'ReceiptHandleIsInvalid',
  ],
  [
    'ChangeMessageVisibility',
    { QueueUrl: 'URL', ReceiptHandle: '00000000-0000-4000-8000-000000000000', VisibilityTimeout: 1 },
    'MessageNotInflight',
    'AWS.SimpleQueueService.MessageNotInflight',
  ],
  [
    'SendMessageBatch',
    { QueueUrl: 'URL', Entries: [] },
    'EmptyBatchRequest',
    'AWS.SimpleQueueService.EmptyBatchRequest',
  ],
  [
    'StartMessageMoveTask',
    { SourceArn: 'x' },
    'UnsupportedOperation',
    'AWS.SimpleQueueService.UnsupportedOperation',
  ],
  ['AddPermission', {}, 'UnsupportedOperation', 'AWS.SimpleQueueService.UnsupportedOperation'],
  [
    'ListDeadLetterSourceQueues',
    { QueueUrl: 'x' },
    'QueueDoesNotExist',
    'AWS.SimpleQueueService.NonExistentQueue',
  ],
  ['Nonsense', {}, 'UnknownOperationException', 'InvalidAction'],
  ['constructor', {}, 'UnknownOperationException', 'InvalidAction'],
])('%s of %j is refused as on AWS', async (action, input, type, code) => {
  const given = JSON.parse(JSON.stringify(input).replaceAll('"URL"', JSON.stringify(url)));
  const flat = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [[name, String(value)]],
  );
  const isFlat = flat.length === Object.keys(given).length;

  const answer = await json(action, given);

  expect({ status: answer.status, type: JSON.parse(answer.text).__type }).toEqual({
    status: 400,
    type: `com.amazonaws.sqs#${type}`,
  });
  expect(answer.headers.get('x-amzn-query-error')).toBe(`${code};Sender`);
  if (!isFlat) return;
  const old = await query(action, Object.fromEntries(flat));
  expect(old).toMatchObject({ status: 400, text: expect.stringContaining(`<Code>${code}</Code>`) });
});

test('attributes that were not asked for are not returned', async () => {
  expect(JSON.parse((await json('GetQueueAttributes', { QueueUrl: url })).text)).toEqual({ Attributes: {} });
});
