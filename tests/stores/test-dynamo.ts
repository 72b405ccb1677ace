import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TIMING } from '#functions/order/domain/timing';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { DynamoDbChoice } from '#local/services/service';
import { awsClientOptions } from '#shared/db/aws-client';
import { testBench, withDynamoDb } from '#tests/support/engine/service-bench';

type KeyTypes = Readonly<Record<string, 'S' | 'N'>>;

/** A DynamoDB of a test. */
export interface TestDynamo extends AsyncDisposable {
  readonly dynamo: DynamoDBDocumentClient;
  /** Creates an empty table with these keys, and returns its name. */
  newTable(keys: KeyTypes): Promise<string>;
}

export async function startDynamo(choice: DynamoDbChoice): Promise<TestDynamo> {
  const bench = await testBench();
  const { url } = await bench.run((context) => createDynamoDb(withDynamoDb(context, choice)));
  const client = new DynamoDBClient({
    ...awsClientOptions(TIMING.storeCallMs),
    endpoint: url,
    region: LOCAL_IDENTITY.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    dynamo: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    async newTable(keys) {
      const name = `table-${randomUUID()}`;
      await provisionTables([tableOf(name, keys)], url, LOCAL_IDENTITY);
      return name;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await bench[Symbol.asyncDispose]();
    },
  };
}

function tableOf(name: string, keys: KeyTypes) {
  const [hash, range] = Object.keys(keys);
  const properties = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
    ],
    AttributeDefinitions: Object.entries(keys).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
  };
  return { logicalId: name, properties };
}
