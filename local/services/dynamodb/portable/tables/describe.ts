import { type Index, type Keys, keyAttributes, type Table } from './table.ts';

export interface Amount {
  readonly items: number;
  readonly bytes: number;
}

const ACCOUNT = '000000000000';

const keySchema = (keys: Keys) =>
  keyAttributes(keys).map(({ name }, i) => ({ AttributeName: name, KeyType: i === 0 ? 'HASH' : 'RANGE' }));

export const arnOf = ({ name }: Table, region: string): string =>
  `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`;

/** Returns the answer of DescribeTable. */
export function describe(table: Table, region: string, amount: Amount): Readonly<Record<string, unknown>> {
  const attributes = [table, ...table.indexes].flatMap(({ keys }) => keyAttributes(keys));
  const global = table.indexes.filter(({ isGlobal }) => isGlobal);
  const local = table.indexes.filter(({ isGlobal }) => !isGlobal);
  const shown = (index: Index) => describeIndex(table, index, region);
  return {
    TableName: table.name,
    TableArn: arnOf(table, region),
    TableStatus: 'ACTIVE',
    CreationDateTime: table.createdAt,
    KeySchema: keySchema(table.keys),
    AttributeDefinitions: [...new Map(attributes.map(({ name, type }) => [name, type]))].map(
      ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
    ),
    ProvisionedThroughput: throughputOf(table),
    ...(table.isOnDemand && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global.map(shown) }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local.map(shown) }),
    DeletionProtectionEnabled: table.isProtected,
    ItemCount: amount.items,
    TableSizeBytes: amount.bytes,
  };
}

const throughputOf = ({ throughput }: Table) => ({ NumberOfDecreasesToday: 0, ...throughput });

function describeIndex(table: Table, { name, isGlobal, keys, projection }: Index, region: string) {
  return {
    IndexName: name,
    IndexArn: `${arnOf(table, region)}/index/${name}`,
    KeySchema: keySchema(keys),
    Projection: projection,
    ...(isGlobal && { IndexStatus: 'ACTIVE', ProvisionedThroughput: throughputOf(table) }),
    IndexSizeBytes: 0,
    ItemCount: 0,
  };
}
