import * as z from 'zod';
import { surrounding } from './mode.ts';
import { dynamoRefusal } from './wire/dynamo-refusal.ts';

export const throttled = surrounding({
  name: 'throttled',
  summary: 'DynamoDB refuses a try, because the table has no capacity left. It is tried again.',
  seam: 'dynamodb',
  params: () => z.object({}),
  around: async () =>
    dynamoRefusal(
      'ProvisionedThroughputExceededException',
      'The level of configured provisioned throughput for the table was exceeded.',
    ),
});
