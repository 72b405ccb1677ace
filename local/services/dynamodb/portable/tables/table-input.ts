import * as z from 'zod';
import { invalid, invalidValue } from '../fault.ts';
import type { Index, KeyAttribute, Keys, Table } from './table.ts';

const KeySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const IndexInput = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const ThroughputInput = z.object({ ReadCapacityUnits: z.int(), WriteCapacityUnits: z.int() });

export const MOST_TAGS = 50;
const TagKey = z.string().min(1).max(128);
export const Tags = z.array(z.object({ Key: TagKey, Value: z.string().max(256) }));
export const TagKeys = z.array(TagKey);

export const TableInput = z.object({
  TableName: z.string(),
  KeySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(IndexInput).optional(),
  LocalSecondaryIndexes: z.array(IndexInput).optional(),
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).default('PROVISIONED'),
  ProvisionedThroughput: ThroughputInput.optional(),
  DeletionProtectionEnabled: z.boolean().default(false),
  Tags: Tags.max(MOST_TAGS).default([]),
});
export type TableInput = z.infer<typeof TableInput>;

const NAME = /^[\w.-]{3,255}$/;

/** Reads the definition of a new table. @throws DynamoFault */
export function tableOf(input: TableInput, nowMs: number): Table {
  checkName(input.TableName);
  const isOnDemand = input.BillingMode === 'PAY_PER_REQUEST';
  if (!isOnDemand && !input.ProvisionedThroughput)
    throw invalidValue(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  const keys = keysOf(input.KeySchema, input);
  const indexesOf = (isGlobal: boolean, indexes: TableInput['GlobalSecondaryIndexes'] = []): Index[] =>
    indexes.map((index) => ({
      name: index.IndexName,
      isGlobal,
      keys: keysOf(index.KeySchema, input),
      projection: index.Projection,
    }));
  const indexes = [
    ...indexesOf(true, input.GlobalSecondaryIndexes),
    ...indexesOf(false, input.LocalSecondaryIndexes),
  ];
  checkIndexes(keys, indexes);
  checkAllUsed(input, keys, indexes);
  return {
    name: input.TableName,
    keys,
    indexes,
    createdAt: nowMs / 1_000,
    isOnDemand,
    throughput: input.ProvisionedThroughput ?? { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    isProtected: input.DeletionProtectionEnabled,
    ttl: undefined,
    tags: tagsOf(input.Tags),
  };
}

export const tagsOf = (tags: z.infer<typeof Tags>): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw invalid(
    'TableName must be at least 3 characters long and at most 255 characters long, of a-z, A-Z, 0-9, _, - and .',
  );
}

function keysOf(schema: TableInput['KeySchema'], { AttributeDefinitions }: TableInput): Keys {
  const [first, second] = schema;
  if (first?.KeyType !== 'HASH')
    throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (second && second.KeyType !== 'RANGE')
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  if (first.AttributeName === second?.AttributeName)
    throw invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  const attribute = (name: string): KeyAttribute => {
    const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (type) return { name, type };
    const defined = AttributeDefinitions.map(({ AttributeName }) => AttributeName);
    throw invalidValue(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}], AttributeDefinitions: [${defined.join(', ')}]`,
    );
  };
  return { hash: attribute(first.AttributeName), range: second && attribute(second.AttributeName) };
}

function checkIndexes(keys: Keys, indexes: readonly Index[]): void {
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalidValue(`Duplicate index name: ${twice}`);
  for (const { isGlobal, name, keys: own } of indexes) {
    if (!isGlobal && own.hash.name !== keys.hash.name)
      throw invalidValue(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}`,
      );
    if (!isGlobal && !own.range)
      throw invalidValue(`Index KeySchema does not have a range key for index: ${name}`);
  }
}

function checkAllUsed({ AttributeDefinitions }: TableInput, keys: Keys, indexes: readonly Index[]): void {
  const used = [keys, ...indexes.map((index) => index.keys)].flatMap(({ hash, range }) => [hash, range]);
  const unused = AttributeDefinitions.some(
    ({ AttributeName }) => !used.some((attribute) => attribute?.name === AttributeName),
  );
  if (unused)
    throw invalidValue(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
}
