import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { Service } from '#local/services/service';
import { testBench } from './service-bench.ts';

export const TableName = 'orders';
const TABLE = {
  logicalId: 'Orders',
  properties: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'user_id', AttributeType: 'N' },
      { AttributeName: 'created', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-user',
        KeySchema: [
          { AttributeName: 'user_id', KeyType: 'HASH' },
          { AttributeName: 'created', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  },
};

/** A running DynamoDB with one table {@link TableName}, and a client of it. */
export interface TableBench extends AsyncDisposable {
  readonly service: Service;
  readonly client: DynamoDBDocumentClient;
  put(item: Record<string, unknown>): Promise<unknown>;
  /** A consistent read. */
  get(pk: string): Promise<Record<string, unknown> | undefined>;
}

export async function startTableBench(): Promise<TableBench> {
  const bench = await testBench();
  const service = await bench.run(createDynamoDb);
  await provisionTables([TABLE], service.url, LOCAL_IDENTITY);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: service.url, region: LOCAL_IDENTITY.region, credentials, maxAttempts: 1 }),
  );
  return {
    service,
    client,
    put: (item) => client.send(new PutCommand({ TableName, Item: item })),
    get: async (pk) =>
      (await client.send(new GetCommand({ TableName, Key: { pk }, ConsistentRead: true }))).Item,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await bench[Symbol.asyncDispose]();
    },
  };
}
