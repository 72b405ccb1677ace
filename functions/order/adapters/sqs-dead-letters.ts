import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** Keeps a message for `npm run redrive`, with what a person needs to know about it. */
export function createSqsDeadLetters(sqs: SQSClient, queueUrl: string) {
  return async (record: SQSRecord, reason: string): Promise<void> => {
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: record.body,
        MessageAttributes: {
          reason: text(reason),
          request_id: text(record.messageAttributes.request_id?.stringValue ?? record.messageId),
          receive_count: text(record.attributes.ApproximateReceiveCount),
        },
      }),
    );
  };
}
