import { type AwsClient, createAwsClient } from '#shared/aws/client';
import { callDependency } from '#shared/db/dependency';
import type { ClientSeam } from '#shared/faults/modes/calls';
import { sendMessage } from '#shared/queue/send-message';
import type { RecoveryQueue } from '../domain/ports.ts';
import { TIMING } from '../domain/timing.ts';
import type { RecoveryBody } from './recovery-body.ts';

const QUEUE = 'The recovery queue';

/** @param faults lets faults act on each attempt */
export const createSqs = (faults: ClientSeam<'sqs'>): AwsClient =>
  createAwsClient({ service: 'sqs', attemptMs: TIMING.storeCallMs, aroundAttempt: faults });

export function createSqsRecovery(sqs: AwsClient, queueUrl: string): RecoveryQueue {
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
