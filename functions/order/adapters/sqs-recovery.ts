import { SQSClient } from '@aws-sdk/client-sqs';
import { awsClientOptions } from '#shared/db/aws-client';
import { callDependency } from '#shared/db/dependency';
import { sendMessage } from '#shared/queue/send-message';
import type { RecoveryQueue } from '../domain/ports.ts';
import { TIMING } from '../domain/timing.ts';
import type { RecoveryBody } from './recovery-body.ts';

const QUEUE = 'The recovery queue';

export function createSqs(): SQSClient {
  // The host in the queue URL may differ from the endpoint by which the functions reach the queue.
  return new SQSClient({ ...awsClientOptions(TIMING.storeCallMs), useQueueUrlAsEndpoint: false });
}

export function createSqsRecovery(sqs: SQSClient, queueUrl: string): RecoveryQueue {
  return {
    async send({ orderId, sinceMs, cancel, delayMs }, waitMs) {
      const body: RecoveryBody = {
        order_id: orderId,
        since: sinceMs,
        ...(cancel !== undefined && { cancel }),
        ...(delayMs !== undefined && { delay_ms: delayMs }),
      };
      await callDependency(QUEUE, () =>
        sendMessage(sqs, {
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(body),
          DelaySeconds: Math.ceil(Math.min(waitMs, TIMING.longestQueueDelayMs) / 1_000),
        }),
      );
    },
  };
}
