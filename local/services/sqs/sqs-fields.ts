import * as z from 'zod';

const text = z.string().optional();
const number = z.number().optional();
const texts = z.array(z.string()).optional();
const textsByName = z.record(z.string(), z.string()).optional();
const attributes = z
  .record(z.string(), z.object({ DataType: z.string(), StringValue: text, BinaryValue: text }))
  .optional();

/** Fields of one message, in a call or in an entry of a batch. */
const Message = {
  MessageBody: text,
  ReceiptHandle: text,
  DelaySeconds: number,
  VisibilityTimeout: number,
  MessageAttributes: attributes,
  MessageSystemAttributes: attributes,
  MessageDeduplicationId: text,
  MessageGroupId: text,
};

/** Types of the fields of all actions. Each field has the same type in every action. */
export const Input = z.looseObject({
  ...Message,
  QueueUrl: text,
  QueueName: text,
  QueueNamePrefix: text,
  QueueOwnerAWSAccountId: text,
  NextToken: text,
  ReceiveRequestAttemptId: text,
  MaxResults: z.int().min(1).optional(),
  MaxNumberOfMessages: number,
  WaitTimeSeconds: number,
  AttributeNames: texts,
  MessageAttributeNames: texts,
  MessageSystemAttributeNames: texts,
  TagKeys: texts,
  Attributes: textsByName,
  Tags: textsByName,
  tags: textsByName,
  Entries: z.array(z.looseObject({ ...Message, Id: z.string() })).optional(),
});
