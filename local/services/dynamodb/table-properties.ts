import * as z from 'zod';

const Key = z.object({ AttributeName: z.string(), KeyType: z.string() });
const Index = z.looseObject({ IndexName: z.string(), KeySchema: z.array(Key) });

export const TableProperties = z.object({
  TableName: z.string(),
  KeySchema: z.array(Key),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  BillingMode: z.string().optional(),
  ProvisionedThroughput: z.looseObject({}).optional(),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
export type TableProperties = z.infer<typeof TableProperties>;

/** Returns the unchangeable properties of a table in a comparable form. */
export function shapeOf(table: TableProperties): string {
  const keys = (schema: readonly z.infer<typeof Key>[]): string =>
    schema.map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(',');
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return [
    keys(table.KeySchema),
    ...indexes.map((each) => `${each.IndexName}=${keys(each.KeySchema)}`).sort(),
  ].join(';');
}
