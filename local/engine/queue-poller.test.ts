import { expect, onTestFinished, test } from 'vitest';
import { type RigOptions, startRig } from '#tests/support/engine/gateway-rig';
import { testBench } from '#tests/support/engine/service-bench';
import { createLog } from '../host/log.ts';
import { awsJsonClient, LOCAL_IDENTITY } from '../http/aws-json.ts';
import { provisionQueues } from '../services/sqs/provision-queues.ts';
import { createSqs } from '../services/sqs/sqs.ts';
import type { EventSourceModel } from '../template/model.ts';
import { QueuePoller } from './queue-poller.ts';

const VISIBILITY_SECONDS = 1;
const ARN = 'arn:aws:sqs:us-east-1:000000000000:recovery';

/** Longer than a test. */
const LONG_SECONDS = 600;
const RECEIVED = 'ApproximateNumberOfMessagesNotVisible';

/** Handler that prints each message. It fails those whose body demands it. */
const REPORTING = `export const handler = async (event) => {
  for (const { body } of event.Records) console.log(body);
  const failed = event.Records.filter(({ body }) => body.startsWith('bad'));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

async function startPoller(
  source: string,
  options: RigOptions = {},
  override: Partial<EventSourceModel> = {},
  visibilitySeconds = VISIBILITY_SECONDS,
) {
  const bench = await testBench();
  onTestFinished(() => bench[Symbol.asyncDispose]());
  const sqs = await bench.run(createSqs);
  const properties = { QueueName: 'recovery', VisibilityTimeout: visibilitySeconds };
  const { queue } = await provisionQueues([{ logicalId: 'queue', properties }], sqs.url, LOCAL_IDENTITY);
  const QueueUrl = queue?.url ?? '';
  const client = awsJsonClient('sqs', sqs.url);
  const rig = await startRig(source, options);
  const model: EventSourceModel = {
    queue: 'recovery',
    queueArn: ARN,
    target: {
      ...rig.pool.spec,
      key: 'test/recover',
      service: 'test',
      arn: '',
      reservedConcurrency: undefined,
      variables: () => ({}),
    },
    batchSize: 10,
    batchWindowMs: 0,
    reportsItemFailures: true,
    maxConcurrency: undefined,
    ...override,
  };
  const poller = new QueuePoller(model, QueueUrl, sqs.url, rig.pool, createLog('silent'));
  onTestFinished(() => poller.dispose());
  async function count(AttributeNames: readonly string[]): Promise<number> {
    const { Attributes } = await client('GetQueueAttributes', { QueueUrl, AttributeNames });
    return Object.values(Object(Attributes)).reduce<number>((sum, each) => sum + Number(each), 0);
  }
  return {
    sqs,
    poller,
    rig,
    send: (body: string, rest: Record<string, unknown> = {}) =>
      client('SendMessage', { QueueUrl, MessageBody: body, ...rest }),
    lines: () => rig.printed().split('\n').filter(Boolean),
    /** Returns the number of messages in the queue, visible or not. */
    depth: () => count(['ApproximateNumberOfMessages', RECEIVED]),
    received: () => count([RECEIVED]),
  };
}

test('a message reaches the function as an SQS event and is then deleted', async () => {
  const { send, lines, depth } = await startPoller(
    `export const handler = async (event) => { console.log(JSON.stringify(event)); };`,
  );

  await send('hello', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } } });

  await expect.poll(() => lines().length).toBe(1);
  expect(JSON.parse(lines()[0] ?? '')).toEqual({
    Records: [
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'hello',
        attributes: expect.objectContaining({ ApproximateReceiveCount: '1' }),
        messageAttributes: {
          kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: ARN,
        awsRegion: 'us-east-1',
      },
    ],
  });
  await expect.poll(depth).toBe(0);
});

test('only the reported messages of a batch come back, after their visibility timeout', async () => {
  const { send, lines, depth } = await startPoller(REPORTING);

  await Promise.all([send('good 1'), send('bad'), send('good 2')]);

  await expect.poll(() => lines().filter((line) => line === 'bad').length).toBeGreaterThan(1);
  expect(
    lines()
      .filter((line) => line.startsWith('good'))
      .sort(),
  ).toEqual(['good 1', 'good 2']);
  expect(await depth()).toBe(1);
});

test('messages that arrive within the batch window are one call, and a full call does not wait', async () => {
  const counting = `export const handler = async (event) => console.log(event.Records.length);`;
  const { send, lines } = await startPoller(
    counting,
    {},
    { batchSize: 3, batchWindowMs: 3_000 },
    LONG_SECONDS,
  );

  await send('a');
  await Promise.all([send('b'), send('c'), send('d')]);

  await expect.poll(lines, { timeout: 20_000 }).toEqual(['3', '1']);
});

test('a call that lasts long holds no other up', async () => {
  const waiting = `export const handler = async (event) => {
    const [{ body }] = event.Records;
    console.log(body);
    if (body === 'slow') await new Promise((resolve) => setTimeout(resolve, 600_000));
  };`;
  const { send, lines } = await startPoller(waiting, { maxConcurrency: 2 }, { batchSize: 1 }, LONG_SECONDS);

  await send('slow');
  await expect.poll(lines).toEqual(['slow']);
  await send('after');

  await expect.poll(lines).toEqual(['slow', 'after']);
});

test('stopping ends the wait for the batch window, and handles what was received', async () => {
  const { poller, send, lines, received } = await startPoller(
    REPORTING,
    {},
    { batchWindowMs: LONG_SECONDS * 1_000 },
    LONG_SECONDS,
  );
  await send('good');
  await expect.poll(received).toBe(1);

  await poller.dispose();

  expect(lines()).toEqual(['good']);
});

test.each([
  ['throws', `throw new Error('no');`],
  ['reports a stranger', `return { batchItemFailures: [{ itemIdentifier: 'stranger' }] };`],
  ['answers nonsense', `return 'nonsense';`],
])('a function that %s gets the whole batch again', async (_, then) => {
  const { send, lines } = await startPoller(
    `let calls = 0; export const handler = async (event) => { console.log('call'); if (++calls === 1) { ${then} } };`,
  );

  await send('hello');

  await expect.poll(() => lines().filter((line) => line === 'call').length).toBe(2);
});

test('without reported item failures any answer counts as success', async () => {
  const { send, lines, depth } = await startPoller(REPORTING, {}, { reportsItemFailures: false });

  await send('bad');

  await expect.poll(lines).toEqual(['bad']);
  await expect.poll(depth).toBe(0);
});

test('it continues after the queue was unavailable', async () => {
  const { sqs, send, lines } = await startPoller(REPORTING);

  await sqs.stop();
  await sqs.start();
  await send('after');

  await expect.poll(lines).toEqual(['after']);
});

test('stopping waits for a batch in progress and receives no more', async () => {
  const { poller, rig, send, lines, depth } = await startPoller(
    `export const handler = async (event) => {
       console.log('begun');
       await new Promise((resolve) => setTimeout(resolve, 300));
       console.log('done');
     };`,
  );
  await send('one');
  await expect.poll(lines).toEqual(['begun']);

  await poller.dispose();

  expect(lines()).toEqual(['begun', 'done']);
  expect(await depth()).toBe(0);
  await send('two');
  expect(rig.pool.waiting).toBe(0);
  expect(await depth()).toBe(1);
});
