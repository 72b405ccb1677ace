import { networkInterfaces } from 'node:os';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAsPages } from '#tests/support/engine/page-calls';
import { type QueueBench, startQueueBench } from '#tests/support/engine/queue-bench';
import { tcpProbe } from '../tcp.ts';

let queues: QueueBench;
beforeAll(async () => {
  queues = await startQueueBench();
});
afterAll(() => queues[Symbol.asyncDispose]());

test('delivers a message with its attributes and forgets it once deleted', async () => {
  const url = await queues.makeQueue('plain');
  await queues.client.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: 'hello',
      MessageAttributes: { reason: { DataType: 'String', StringValue: 'poison' } },
    }),
  );

  const [message] = await queues.receive(url, 5);

  expect(message?.Body).toBe('hello');
  expect(message?.MessageAttributes?.reason?.StringValue).toBe('poison');
  expect(message?.Attributes?.ApproximateReceiveCount).toBe('1');
  const Entries = [{ Id: '0', ReceiptHandle: message?.ReceiptHandle }];
  await queues.client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  expect(await queues.counts(url)).toEqual({ ready: 0, delayed: 0, inFlight: 0 });
});

test('wakes a waiting receiver as soon as a message comes', async () => {
  const url = await queues.makeQueue('waiting');
  const waiting = queues.receive(url, 20);

  await queues.send(url, 'now');

  expect((await waiting).map(({ Body }) => Body)).toEqual(['now']);
});

test('holds a delayed message back until its time', async () => {
  const url = await queues.makeQueue('delayed');
  const sentMs = Date.now();
  await queues.send(url, 'later', 1);

  expect(await queues.receive(url)).toEqual([]);
  expect((await queues.receive(url, 10)).map(({ Body }) => Body)).toEqual(['later']);
  expect(Date.now() - sentMs).toBeGreaterThanOrEqual(1_000);
});

test('shows a message again when its visibility timeout has passed, or at once when it is set to 0', async () => {
  const url = await queues.makeQueue('again', { VisibilityTimeout: 1 });
  await queues.send(url, 'again');
  const first = await queues.client.send(new ReceiveMessageCommand({ QueueUrl: url }));
  expect(first.Messages).toHaveLength(1);

  const [second] = await queues.receive(url, 10, 600);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');

  const ReceiptHandle = second?.ReceiptHandle;
  await queues.client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }),
  );
  const [third] = await queues.receive(url);
  expect(third?.Attributes?.ApproximateReceiveCount).toBe('3');
});

test('a message for a receiver that disconnected is delivered to another', async () => {
  const url = await queues.makeQueue('hung-up');
  const abort = new AbortController();
  const waiting = queues.client
    .send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), { abortSignal: abort.signal })
    .catch(() => 'aborted');
  await queues.counts(url);
  abort.abort();
  expect(await waiting).toBe('aborted');
  // By the second answer the server has seen the first connection close.
  await queues.counts(url);
  await queues.counts(url);

  await queues.send(url, 'for anyone');

  await expect
    .poll(async () => (await queues.receive(url, 1)).map(({ Body }) => Body))
    .toEqual(['for anyone']);
});

test('brings back ready, delayed and received messages after a kill, each in its state', async () => {
  const url = await queues.makeQueue('killed');
  await queues.send(url, 'received');
  const [received] = await queues.receive(url, 5, 8);
  const receivedMs = Date.now();
  await queues.send(url, 'delayed', 6);
  const delayedMs = Date.now();
  await queues.send(url, 'ready');

  await queues.killAndRestart();

  expect(await queues.counts(url)).toEqual({ ready: 1, delayed: 1, inFlight: 1 });
  expect((await queues.receive(url)).map(({ Body }) => Body)).toEqual(['ready']);
  expect((await queues.receive(url, 10)).map(({ Body }) => Body)).toEqual(['delayed']);
  expect(Date.now() - delayedMs).toBeGreaterThanOrEqual(5_900);
  const [again] = await queues.receive(url, 10);
  expect(again).toMatchObject({ Body: 'received', MessageId: received?.MessageId });
  expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  expect(Date.now() - receivedMs).toBeGreaterThanOrEqual(7_900);
});

test('loses no acknowledged message when it is killed in the middle of sending', async () => {
  const url = await queues.makeQueue('busy');
  const acknowledged: string[] = [];
  let killed = false;
  const sender = async (name: number): Promise<void> => {
    for (let index = 0; !killed; index++) {
      const body = `${name}-${index}`;
      await queues.send(url, body, 900).then(
        () => acknowledged.push(body),
        () => undefined,
      );
    }
  };
  const senders = [1, 2, 3, 4].map(sender);
  await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
  if (queues.service.pid) process.kill(queues.service.pid, 'SIGKILL');
  killed = true;
  await Promise.all(senders);

  await queues.killAndRestart();

  expect((await queues.counts(url)).delayed).toBeGreaterThanOrEqual(acknowledged.length);
});

test('keeps the address of a queue, and applies the attributes of a changed template', async () => {
  const before = await queues.makeQueue('changed', { VisibilityTimeout: 10 });

  const after = await queues.makeQueue('changed', { VisibilityTimeout: 25 });

  expect(after).toBe(before);
  const { Attributes } = await queues.client.send(
    new GetQueueAttributesCommand({ QueueUrl: after, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    VisibilityTimeout: '25',
    QueueArn: 'arn:aws:sqs:us-east-1:000000000000:changed',
  });
});

test('listens on loopback only', async () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4');
  if (!outside) return;

  const answer = tcpProbe({ host: outside.address, port: Number(new URL(queues.service.url).port) });

  await expect(answer).rejects.toThrow();
});

test('a web page of another origin cannot send or purge', async () => {
  const queue = await queues.makeQueue('pages');
  await queues.send(queue, 'kept');
  const call = (action: string, input: object) =>
    callAsPages(
      queues.service.url,
      { 'x-amz-target': `AmazonSQS.${action}`, 'content-type': 'text/plain' },
      JSON.stringify({ QueueUrl: queue, ...input }),
    );

  const answers = [...(await call('SendMessage', { MessageBody: 'x' })), ...(await call('PurgeQueue', {}))];

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  expect((await queues.receive(queue)).map(({ Body }) => Body)).toEqual(['kept']);
});

test.each([
  ['DeleteMessage', '{"QueueUrl":[],"ReceiptHandle":"r"}', 'QueueUrl'],
  [
    'SendMessage',
    '{"QueueUrl":"q","MessageBody":"m","MessageAttributes":{"a":{}}}',
    'MessageAttributes.a.DataType',
  ],
  ['SendMessageBatch', '{"QueueUrl":"q","Entries":[{"Id":"1"}]}', 'MessageBody'],
  ['ListQueues', '{"MaxResults":-1}', 'MaxResults'],
  ['ListQueues', '[]', 'The body'],
  ['ListQueues', 'Action=ListQueues', 'JSON protocol'],
])('%s of %s is refused in a sentence', async (action, body, named) => {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` };

  const answer = await fetch(queues.service.url, { method: 'POST', headers, body });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    __type: 'com.amazonaws.sqs#SerializationException',
    message: expect.stringContaining(named),
  });
});
