import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { sendMessage } from '#shared/queue/send-message';

/** Keeps a message for `npm run redrive`, with what a person needs to know about it. */
export function createSqsDeadLetters(sqs: SQSClient, queueUrl: string) {
  return (record: SQSRecord, reason: string): Promise<void> =>
    sendMessage(
      sqs,
      { QueueUrl: queueUrl, MessageBody: record.body },
      { reason, receive_count: record.attributes.ApproximateReceiveCount },
    );
}
