import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsClientOptions } from './aws-client.ts';

const REQUEST_TIMEOUT_MS = 2_000;

/** Endpoint, region and credentials come from the environment, as on Lambda. Plain objects in, plain objects out. */
export function createDynamo(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(awsClientOptions(REQUEST_TIMEOUT_MS)), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
