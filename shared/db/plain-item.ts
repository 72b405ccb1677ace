import { marshall } from '@aws-sdk/util-dynamodb';

/** An item, or its key, as our code has it. */
export type Item = Readonly<Record<string, unknown>>;

/** A value as DynamoDB has it: one member, named by its type. */
export interface TypedValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly M?: TypedItem;
  readonly L?: readonly TypedValue[];
}
export type TypedItem = Readonly<Record<string, TypedValue>>;

/** Writes an item as DynamoDB takes it. Attributes that are undefined are left out. */
export const typedItem = (item: Item): TypedItem =>
  marshall(item, { removeUndefinedValues: true }) as TypedItem;

/**
 * Reads an item of texts, numbers, booleans, nulls, lists and maps, which is what ours consist of. For a page of orders the
 * library, which reads every type, takes several times as long. The item has no prototype: V8 then keeps it as a table,
 * and makes no hidden class for each order in which attributes come, which differs from item to item.
 * @throws Error for an attribute of another type
 */
export function plainItem(attributes: TypedItem): Record<string, unknown> {
  const item: Record<string, unknown> = Object.create(null);
  for (const name in attributes) item[name] = plainValue(attributes[name] as TypedValue);
  return item;
}

function plainValue(value: TypedValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plainValue);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL) return null;
  throw new Error(`an item has an attribute of the type ${Object.keys(value).join()}`);
}
