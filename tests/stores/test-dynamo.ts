import { randomUUID } from 'node:crypto';
import { TIMING } from '#functions/order/domain/timing';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { DynamoDbChoice } from '#local/services/service';
import { createDynamo, type Dynamo } from '#shared/db/dynamo';
import { testBench, withDynamoDb } from '#tests/support/engine/service-bench';
import { localPlace } from '#tests/support/stores/local-place';

type KeyTypes = Readonly<Record<string, 'S' | 'N'>>;

/** A DynamoDB of a test. */
export interface TestDynamo extends AsyncDisposable {
  readonly dynamo: Dynamo;
  /** Creates an empty table with these keys, and returns its name. */
  newTable(keys: KeyTypes): Promise<string>;
}

export async function startDynamo(choice: DynamoDbChoice): Promise<TestDynamo> {
  const bench = await testBench();
  const { url } = await bench.run((context) => createDynamoDb(withDynamoDb(context, choice)));
  const dynamo = createDynamo({ attemptMs: TIMING.storeCallMs, place: localPlace(url) });
  return {
    dynamo,
    async newTable(keys) {
      const name = `table-${randomUUID()}`;
      await provisionTables([tableOf(name, keys)], url, LOCAL_IDENTITY);
      return name;
    },
    async [Symbol.asyncDispose]() {
      dynamo.close();
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
