import * as z from 'zod';
import { ReturnConsumedCapacity } from './capacity.ts';
import { ProjectionInput } from './projected.ts';

/** Parameters that Query and Scan share. */
export const PageInput = z.object({
  ...ProjectionInput,
  TableName: z.string(),
  IndexName: z.string().optional(),
  ExpressionAttributeValues: z.looseObject({}).optional(),
  FilterExpression: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
  ExclusiveStartKey: z.looseObject({}).optional(),
  Limit: z.int().min(1).optional(),
  Select: z.enum(['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES']).optional(),
  ReturnConsumedCapacity,
});
export type PageInput = z.infer<typeof PageInput>;
