import type { Attributes } from '@opentelemetry/api';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { CallSpan } from './aws-spans.ts';
import { cancellationReasons, failedCondition } from './dynamo-refusals.ts';
import type { DynamoStep } from './dynamo-step.ts';
import type { Item } from './plain-item.ts';

/** Codes of a transaction's parts that are answers; any other, such as a conflict, is a failure. */
const CONDITION_CODES = new Set(['None', 'ConditionalCheckFailed']);

/** Describes a call by the step that it carries out, or else by its operation and table. */
export function spanOf(operation: string, input: object, step?: DynamoStep): CallSpan {
  const table = tableOf(input);
  return {
    name: step?.name ?? `${operation} ${table}`,
    attributes: {
      [ATTRIBUTE.dbSystem]: 'aws.dynamodb',
      [ATTRIBUTE.dbOperation]: operation,
      [ATTRIBUTE.dbCollection]: table,
      ...itemsIn(input),
    },
    given: valuesIn(input),
    answerOf: valuesOfAnswer,
    readResult: step?.result && ((answer) => resultIn(itemAfter(input, answer), step.result)),
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

/** The items of an answer, or those that made a condition fail. */
function valuesOfAnswer(answer: unknown): unknown {
  if (answer instanceof Error) {
    return [failedCondition(answer)?.item, cancellationReasons(answer)?.map(({ item }) => item)];
  }
  const { Item, Attributes: written, Items } = answer as Answer;
  return [Item, Items, written];
}

interface Answer {
  readonly Item?: Item;
  readonly Attributes?: Item;
  readonly Items?: readonly Item[];
}

/** Returns the item after the call: as written or read, or the one whose state made the condition fail. */
function itemAfter(input: { readonly Item?: Item }, answer: unknown): Item | undefined {
  if (answer instanceof Error) return failedCondition(answer)?.item;
  const { Attributes: written, Item: found } = answer as Answer;
  return written ?? found ?? input.Item;
}

/** Reads a text of an item. */
function resultIn(item: Item | undefined, attribute = ''): Attributes {
  const text = item?.[attribute];
  return typeof text === 'string' ? { [ATTRIBUTE.stepResult]: text } : {};
}

/** A condition that does not hold is no failure of DynamoDB: our stores use conditions to decide which write wins. */
export function readAnswer(error: unknown): Attributes | undefined {
  const isAnswer =
    failedCondition(error) !== undefined ||
    cancellationReasons(error)?.every(({ code }) => CONDITION_CODES.has(code));
  return isAnswer ? { [ATTRIBUTE.dbStatus]: (error as Error).name } : undefined;
}
