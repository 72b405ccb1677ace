import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { DynamoDbChoice, Service } from '#local/services/service';
import { testBench, withDynamoDb } from './service-bench.ts';

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

/** Headers of a call that scans the table, beside {@link SCAN_BODY}. */
export const SCAN = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=l/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
  'x-amz-target': 'DynamoDB_20120810.Scan',
  'content-type': 'application/x-amz-json-1.0',
};
export const SCAN_BODY = JSON.stringify({ TableName });

/** A running DynamoDB with one table {@link TableName}, and a client of it. */
export interface TableBench extends AsyncDisposable {
  readonly service: Service;
  readonly client: DynamoDBDocumentClient;
  put(item: Record<string, unknown>): Promise<unknown>;
  /** A consistent read. */
  get(pk: string): Promise<Record<string, unknown> | undefined>;
}

/** @param dynamodb the one of the environment by default */
export async function startTableBench(dynamodb?: DynamoDbChoice): Promise<TableBench> {
  const bench = await testBench();
  const service = await bench.run((context) => createDynamoDb(withDynamoDb(context, dynamodb)));
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
