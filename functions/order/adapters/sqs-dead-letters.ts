import type { SQSRecord } from 'aws-lambda';
import type { AwsClient } from '#shared/aws/client';
import { sendMessage } from '#shared/queue/send-message';

/**
 * Keeps a message for `npm run redrive`, with the facts that a person needs to judge it. It stays a part of its sender's
 * trace, and so does the work of a redriven message.
 */
export function createSqsDeadLetters(sqs: AwsClient, queueUrl: string) {
  return ({ body, attributes, messageAttributes }: SQSRecord, reason: string): Promise<void> => {
    const traceparent = messageAttributes.traceparent?.stringValue;
    return sendMessage(
      sqs,
      { QueueUrl: queueUrl, MessageBody: body },
      { reason, receive_count: attributes.ApproximateReceiveCount, ...(traceparent && { traceparent }) },
    );
  };
}
