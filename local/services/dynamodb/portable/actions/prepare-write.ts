import * as z from 'zod';
import { applyUpdate } from '../expressions/apply-update.ts';
import { meets } from '../expressions/evaluate.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseUpdate } from '../expressions/parse-update.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import type { Condition, Path } from '../expressions/syntax.ts';
import { DynamoFault, invalid, invalidValue } from '../fault.ts';
import type { Change } from '../storage/item-rows.ts';
import type { Store } from '../storage/store.ts';
import { type ItemKey, keyOf, keyOfItem } from '../tables/item-key.ts';
import { keyAttributes, type Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { itemBytes } from '../values/size.ts';

const LARGEST_ITEM_BYTES = 400 * 1024;

/** Parameters that every conditional write has. */
export const ConditionInput = {
  TableName: z.string(),
  ConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: z.looseObject({}).optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).default('NONE'),
};
type ConditionInput = z.infer<z.ZodObject<typeof ConditionInput>>;

/** A write whose request is valid, before the stored item is read. */
export interface Write {
  readonly table: Table;
  readonly key: ItemKey;
  readonly condition: Condition | undefined;
  readonly returnsOld: boolean;
  /** Paths that an update names. */
  readonly paths: readonly Path[];
  /** Computes the item after the write. @throws DynamoFault */
  next(old: Item | undefined): Item | undefined;
}

export function preparePut(store: Store, input: ConditionInput & { Item: unknown }): Write {
  const table = store.catalog.get(input.TableName);
  const item = readItem(input.Item);
  const key = keyOfItem(table, item);
  return { table, key, ...conditionOf(input), paths: [], next: () => fitting(item, 'Item size') };
}

export function prepareDelete(store: Store, input: ConditionInput & { Key: unknown }): Write {
  const table = store.catalog.get(input.TableName);
  return {
    table,
    key: keyOf(table, readItem(input.Key)),
    ...conditionOf(input),
    paths: [],
    next: () => undefined,
  };
}

/** A check of a transaction: a write that leaves the item as it is. */
export function prepareCheck(store: Store, input: ConditionInput & { Key: unknown }): Write {
  return { ...prepareDelete(store, input), next: (old) => old };
}

export function prepareUpdate(
  store: Store,
  input: ConditionInput & { Key: unknown; UpdateExpression?: string | undefined },
): Write {
  const table = store.catalog.get(input.TableName);
  const keyItem = readItem(input.Key);
  const key = keyOf(table, keyItem);
  const placeholders = new Placeholders(input);
  const update =
    input.UpdateExpression === undefined ? undefined : parseUpdate(input.UpdateExpression, placeholders);
  const paths = update
    ? [...update.set, ...update.add, ...update.delete].map(({ path }) => path).concat(update.remove)
    : [];
  const keyName = keyAttributes(table.keys).find(({ name }) => paths.some(([first]) => first === name))?.name;
  if (keyName !== undefined)
    throw invalidValue(`Cannot update attribute ${keyName}. This attribute is part of the key`);
  return {
    table,
    key,
    ...conditionOf(input, placeholders),
    paths,
    next(old) {
      const item = old ?? keyItem;
      const changed = update ? applyUpdate(item, update) : item;
      keyOfItem(table, changed);
      return fitting(changed, 'Item size to update');
    },
  };
}

function conditionOf(
  input: ConditionInput,
  placeholders = new Placeholders(input),
): Pick<Write, 'condition' | 'returnsOld'> {
  const { ConditionExpression: expression } = input;
  const condition =
    expression === undefined ? undefined : parseCondition(expression, 'ConditionExpression', placeholders);
  placeholders.checkAllUsed();
  return { condition, returnsOld: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
}

function fitting(item: Item, what: string): Item {
  if (itemBytes(item) <= LARGEST_ITEM_BYTES) return item;
  throw invalid(`${what} has exceeded the maximum allowed size`);
}

/** Reads the stored item and computes what a write makes of it. @throws DynamoFault if its condition is not met */
export function evaluate(store: Store, { table, key, condition, returnsOld, next }: Write): Change {
  const old = store.read(table, key);
  if (condition && !meets(old ?? {}, condition))
    throw new DynamoFault(
      'ConditionalCheckFailedException',
      'The conditional request failed',
      returnsOld && old ? { Item: old } : {},
    );
  return { table, key, old, next: next(old) };
}
