import type { AwsService } from './place.ts';

/** The version of AWS's JSON that each service speaks, and the name that stands before its operations. */
export const AWS_PROTOCOLS = {
  dynamodb: { target: 'DynamoDB_20120810', version: '1.0' },
  sqs: { target: 'AmazonSQS', version: '1.0' },
  ssm: { target: 'AmazonSSM', version: '1.1' },
} as const satisfies Readonly<Record<AwsService, object>>;
