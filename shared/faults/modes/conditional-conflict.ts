import * as z from 'zod';
import { surrounding } from './mode.ts';
import { dynamoRefusal } from './wire/dynamo-refusal.ts';

export const conditionalConflict = surrounding({
  name: 'conditional_conflict',
  summary: 'DynamoDB refuses a write because its condition does not hold, and does not show the item.',
  seam: 'dynamodb',
  fits: ({ name }) => /\.(put|putVoid|update|charge|close|refund)$/.test(name),
  // Every single write of ours has a condition.
  appliesTo: ({ operation }) => operation === 'PutItem' || operation === 'UpdateItem',
  params: () => z.object({}),
  around: async () => dynamoRefusal('ConditionalCheckFailedException', 'The conditional request failed'),
});
