import type { Attributes } from '@opentelemetry/api';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { CallSpan } from './aws-spans.ts';
import { stepOf } from './dynamo-step.ts';

/** Codes of a transaction's parts that are answers; any other, such as a conflict, is a failure. */
const CONDITION_CODES = new Set(['None', 'ConditionalCheckFailed']);

/** Describes a call by the step that it carries out, or else by its operation and table. */
export function spanOf(operation: string, input: object): CallSpan {
  const table = tableOf(input);
  const step = stepOf(input);
  return {
    name: step?.name ?? `${operation} ${table}`,
    attributes: {
      [ATTRIBUTE.dbSystem]: 'aws.dynamodb',
      [ATTRIBUTE.dbOperation]: operation,
      [ATTRIBUTE.dbCollection]: table,
      ...itemsIn(input),
    },
    given: valuesIn(input),
    readResult: step?.readResult,
  };
}

function itemsIn(input: object): Attributes {
  const { TransactItems } = input as Values;
  return TransactItems ? { [ATTRIBUTE.dbBatchSize]: TransactItems.length } : {};
}

/** The values of a call, without what is the same for all of its kind. */
function valuesIn(input: object): unknown {
  const { Key, Item, ExpressionAttributeValues, TransactItems, RequestItems } = input as Values;
  const keys = RequestItems && Object.values(RequestItems).map(({ Keys }) => Keys);
  return [Key, Item, ExpressionAttributeValues, TransactItems?.map(({ Put }) => Put?.Item), keys];
}

interface Values {
  readonly Key?: unknown;
  readonly Item?: unknown;
  readonly ExpressionAttributeValues?: unknown;
  readonly TransactItems?: readonly TransactItem[];
  readonly RequestItems?: RequestItems;
}

type RequestItems = Readonly<Record<string, { readonly Keys?: unknown }>>;

/** Our transactions write one table each, and our batches read one. */
function tableOf(input: object): string {
  const { TableName, TransactItems, RequestItems } = input as {
    TableName?: string;
    TransactItems?: readonly TransactItem[];
    RequestItems?: RequestItems;
  };
  return TableName ?? TransactItems?.[0]?.Put?.TableName ?? Object.keys(RequestItems ?? {})[0] ?? '';
}

interface TransactItem {
  readonly Put?: { readonly TableName?: string; readonly Item?: unknown };
}

/** A condition that does not hold is no failure of DynamoDB: our stores use conditions to decide which write wins. */
export function readAnswer(error: unknown): Attributes | undefined {
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
