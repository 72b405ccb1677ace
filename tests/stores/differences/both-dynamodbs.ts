import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import { testBench, withDynamoDb } from '#tests/support/engine/service-bench';
import { DYNAMODBS } from '#tests/support/stores/dynamodb-choices';

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

export const TableName = 'compared';
const TABLE = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: key('h', 'r'),
  AttributeDefinitions: Object.entries({ h: 'S', r: 'N', g: 'S', l: 'N' }).map(
    ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
  ),
  GlobalSecondaryIndexes: [
    { IndexName: 'by-g', KeySchema: key('g', 'l'), Projection: { ProjectionType: 'ALL' } },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-l',
      KeySchema: key('h', 'l'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
    },
  ],
};

/** Both DynamoDBs with the same table. */
export interface Both extends AsyncDisposable {
  readonly urls: readonly string[];
}

export async function startBoth(): Promise<Both> {
  await using stack = new AsyncDisposableStack();
  const urls = await Promise.all(
    DYNAMODBS.map(async ({ choice }) => {
      const bench = stack.use(await testBench());
      const { url } = await bench.run((context) => createDynamoDb(withDynamoDb(context, choice)));
      await provisionTables([{ logicalId: 'Compared', properties: TABLE }], url, LOCAL_IDENTITY);
      return url;
    }),
  );
  const kept = stack.move();
  return { urls, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
