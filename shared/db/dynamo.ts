import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Attributes } from '@opentelemetry/api';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { awsClientOptions } from './aws-client.ts';
import { type CallSpan, operationOf, tracedCall } from './aws-spans.ts';

/** Codes of a transaction's parts that are answers; any other, such as a conflict, is a failure. */
const CONDITION_CODES = new Set(['None', 'ConditionalCheckFailed']);

/**
 * Creates a client for plain objects. Endpoint, region and credentials come from the environment, as on Lambda.
 * @param attemptMs the longest one attempt may take
 */
export function createDynamo(attemptMs: number): DynamoDBDocumentClient {
  const client = new DynamoDBClient(awsClientOptions(attemptMs));
  client.middlewareStack.add(
    (next, context) => {
      const operation = operationOf(context);
      return tracedCall(next, ({ input }) => spanOf(operation, tableOf(input)), readAnswer);
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

function spanOf(operation: string, table: string): CallSpan {
  return {
    name: `${operation} ${table}`,
    attributes: {
      [ATTRIBUTE.dbSystem]: 'aws.dynamodb',
      [ATTRIBUTE.dbOperation]: operation,
      [ATTRIBUTE.dbCollection]: table,
    },
  };
}

/** Our transactions write one table each. */
function tableOf(input: object): string {
  const { TableName, TransactItems } = input as {
    TableName?: string;
    TransactItems?: readonly TransactItem[];
  };
  return TableName ?? TransactItems?.[0]?.Put?.TableName ?? '';
}

interface TransactItem {
  readonly Put?: { readonly TableName?: string };
}

/** A condition that does not hold is no failure of DynamoDB: our stores use conditions to decide which write wins. */
function readAnswer(error: unknown): Attributes | undefined {
  const { name, CancellationReasons: reasons = [] } = error as Refusal;
  const isAnswer =
    name === 'ConditionalCheckFailedException' ||
    (name === 'TransactionCanceledException' &&
      reasons.every(({ Code = 'None' }) => CONDITION_CODES.has(Code)));
  return isAnswer ? { [ATTRIBUTE.dbStatus]: name } : undefined;
}

interface Refusal {
  readonly name: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}
