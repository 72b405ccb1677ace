import { SQSClient } from '@aws-sdk/client-sqs';
import { awsClientOptions, withoutAwsHeaders } from '#shared/db/aws-client';
import { callDependency } from '#shared/db/dependency';
import type { ClientSeam, SqsCall } from '#shared/faults/modes/calls';
import { sendMessage } from '#shared/queue/send-message';
import type { RecoveryQueue } from '../domain/ports.ts';
import { TIMING } from '../domain/timing.ts';
import type { RecoveryBody } from './recovery-body.ts';

const QUEUE = 'The recovery queue';

/** @param faults lets faults act on each attempt */
export function createSqs(faults: ClientSeam<'sqs'>): SQSClient {
  // The host in the queue URL may differ from the endpoint by which the functions reach the queue.
  const options = { ...awsClientOptions(TIMING.storeCallMs), useQueueUrlAsEndpoint: false };
  const sqs = withoutAwsHeaders(new SQSClient(options), 'SQS');
  // Before the signature, which covers the body.
  const onTries = (next: (args: SqsCall) => Promise<unknown>) => (args: SqsCall) =>
    faults(args, () => next(args));
  sqs.middlewareStack.addRelativeTo(onTries as never, {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'faults',
  });
  return sqs;
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
