import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { awsClientOptions } from './aws-client.ts';
import { operationOf, tracedCall } from './aws-spans.ts';
import { readAnswer, spanOf } from './dynamo-spans.ts';

/**
 * Creates a client for plain objects. Endpoint, region and credentials come from the environment, as on Lambda.
 * @param attemptMs the longest one attempt may take
 */
export function createDynamo(attemptMs: number): DynamoDBDocumentClient {
  const client = new DynamoDBClient(awsClientOptions(attemptMs));
  client.middlewareStack.add(
    (next, context) => {
      const operation = operationOf(context);
      return tracedCall(next, ({ input }) => spanOf(operation, input), readAnswer);
    },
    { step: 'initialize', priority: 'high', name: 'spans' },
  );
  return documents(client);
}

/** Creates a client for calls that are not the request's own work, and so not in its trace. */
export const createUntracedDynamo = (attemptMs: number): DynamoDBDocumentClient =>
  documents(new DynamoDBClient(awsClientOptions(attemptMs)));

const documents = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
