import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { provisionQueues } from '#local/services/sqs/provision-queues';
import { createSqs } from '#local/services/sqs/sqs';
import { testBench } from './service-bench.ts';

export type QueueBench = Awaited<ReturnType<typeof startQueueBench>>;

/** A running SQS, with a client of it and the calls that its tests repeat. */
export async function startQueueBench() {
  const bench = await testBench();
  const service = await bench.run(createSqs);
  let client = connect();

  function connect(): SQSClient {
    return new SQSClient({
      endpoint: service.url,
      region: LOCAL_IDENTITY.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      useQueueUrlAsEndpoint: false,
    });
  }

  async function makeQueue(QueueName: string, properties: Record<string, unknown> = {}): Promise<string> {
    const queues = [{ logicalId: 'Queue', properties: { QueueName, ...properties } }];
    const { Queue } = await provisionQueues(queues, service.url, LOCAL_IDENTITY);
    if (!Queue) throw new Error('no queue was made');
    return Queue.url;
  }

  const send = (QueueUrl: string, MessageBody: string, DelaySeconds = 0) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));

  const receive = async (QueueUrl: string, WaitTimeSeconds = 0, VisibilityTimeout = 30) =>
    (
      await client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          WaitTimeSeconds,
          VisibilityTimeout,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      )
    ).Messages ?? [];

  async function counts(QueueUrl: string): Promise<Record<string, number>> {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    return {
      ready: Number(Attributes.ApproximateNumberOfMessages),
      delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
      inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    };
  }

  async function killAndRestart(): Promise<void> {
    if (service.pid) process.kill(service.pid, 'SIGKILL');
    await service.stop();
    await service.start();
    client.destroy();
    client = connect();
  }

  return {
    service,
    /** A new one after each restart. */
    get client() {
      return client;
    },
    makeQueue,
    send,
    receive,
    counts,
    killAndRestart,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await bench[Symbol.asyncDispose]();
    },
  };
}
