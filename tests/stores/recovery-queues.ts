import { randomUUID } from 'node:crypto';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { TIMING } from '#functions/order/domain/timing';
import { MemoryStores } from '#functions/order/in-memory/stores';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { provisionQueues } from '#local/services/sqs/provision-queues';
import { createSqs } from '#local/services/sqs/sqs';
import { AppError } from '#shared/errors';
import { DOMAIN } from '#simulation/domain';
import { TROUBLES } from '#simulation/fault-plan';
import { OrderService } from '#simulation/order-service';
import { Queue } from '#simulation/queue';
import { MemoryRedis } from '#simulation/simulated-redis';
import { World } from '#simulation/world';
import { testBench } from '#tests/support/engine/service-bench';

/** One implementation of a queue and its consumer. Instants are milliseconds of its own clock. */
export interface RecoveryQueueRig extends AsyncDisposable {
  readonly visibilityMs: number;
  /** @returns when it was sent */
  send(orderId: number, delayMs: number): Promise<number>;
  /** Runs the consumer for a time; it handles messages, or fails if `acknowledges` is false. */
  work(forMs: number, acknowledges: boolean): Promise<void>;
  readonly received: readonly { readonly orderId: number; readonly atMs: number }[];
}

/** The queues of the simulation, without faults. */
export async function simulated(): Promise<RecoveryQueueRig> {
  const world = new World(1, false, new Set(TROUBLES));
  world.faultPlan.calmDown();
  const received: { orderId: number; atMs: number }[] = [];
  let acknowledges = true;
  const domain = {
    ...DOMAIN,
    recoverOrder: async (_: unknown, { orderId }: { orderId: number }) => {
      received.push({ orderId, atMs: world.nowMs });
      if (!acknowledges) throw new AppError('dependency_unavailable', 'down');
      return 'acted' as const;
    },
  };
  const service = new OrderService(world, new MemoryStores(), new MemoryRedis(), domain, true);
  const queue = new Queue(world, service, domain);
  return {
    visibilityMs: TIMING.queueVisibilityMs,
    received,
    async send(orderId, delayMs) {
      queue.send({ orderId, sinceMs: 1 }, delayMs);
      return world.nowMs;
    },
    async work(forMs, acknowledge) {
      acknowledges = acknowledge;
      await world.runFor(forMs);
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** The queues of the engine. */
export async function onSqs(): Promise<RecoveryQueueRig> {
  const bench = await testBench();
  const { url } = await bench.run(createSqs);
  const properties = { QueueName: `recovery-${randomUUID()}`, VisibilityTimeout: 1 };
  const { Queue: made } = await provisionQueues([{ logicalId: 'Queue', properties }], url, LOCAL_IDENTITY);
  const QueueUrl = made?.url;
  const sqs = new SQSClient({
    endpoint: url,
    region: LOCAL_IDENTITY.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
  const received: { orderId: number; atMs: number }[] = [];
  return {
    visibilityMs: 1_000,
    received,
    async send(orderId, delayMs) {
      const sentAtMs = performance.now();
      await sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: String(orderId),
          DelaySeconds: Math.ceil(delayMs / 1_000),
        }),
      );
      return sentAtMs;
    },
    async work(forMs, acknowledges) {
      const untilMs = performance.now() + forMs;
      while (performance.now() < untilMs) {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
        for (const { Body, ReceiptHandle } of Messages) {
          received.push({ orderId: Number(Body), atMs: performance.now() });
          if (acknowledges) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
    async [Symbol.asyncDispose]() {
      sqs.destroy();
      await bench[Symbol.asyncDispose]();
    },
  };
}
