import type { AwsAnswer } from '#shared/aws/client';

/** An answer of DynamoDB that refuses a command, as it comes over the wire. */
export const dynamoRefusal = (type: string, message: string, members: object = {}): AwsAnswer => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...members }),
});
