import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ClientSeam, withoutFaults } from '#shared/faults/modes/calls';
import { awsClientOptions, withoutAwsHeaders } from './aws-client.ts';
import { operationOf, tracedCall } from './aws-spans.ts';
import { readAnswer, spanOf } from './dynamo-spans.ts';

/**
 * Creates a client for plain objects. Endpoint, region and credentials come from the environment, as on Lambda.
 * @param attemptMs the longest one attempt may take
 * @param faults lets faults act on each attempt: they answer in the place of the server
 */
export function createDynamo(
  attemptMs: number,
  faults: ClientSeam<'dynamodb'> = withoutFaults,
): DynamoDBDocumentClient {
  const client = createClient(attemptMs);
  client.middlewareStack.add(
    (next, context) => {
      const operation = operationOf(context);
      return tracedCall(next, ({ input }) => spanOf(operation, input), readAnswer);
    },
    { step: 'initialize', priority: 'high', name: 'spans' },
  );
  client.middlewareStack.add(
    (next, { commandName: command }) =>
      (args) =>
        faults({ command }, () => next(args)),
    { step: 'deserialize', priority: 'low', name: 'faults' },
  );
  return documents(client);
}

/** Creates a client for calls that are not the request's own work, and so not in its trace. */
export const createUntracedDynamo = (attemptMs: number): DynamoDBDocumentClient =>
  documents(createClient(attemptMs));

const createClient = (attemptMs: number): DynamoDBClient =>
  withoutAwsHeaders(new DynamoDBClient(awsClientOptions(attemptMs)), 'DYNAMODB');

const documents = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
