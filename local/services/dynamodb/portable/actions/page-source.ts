import { invalid, invalidValue } from '../fault.ts';
import type { Range } from '../storage/read-range.ts';
import type { Store } from '../storage/store.ts';
import { indexKeyOf, keyOf } from '../tables/item-key.ts';
import { type Index, type Keys, keyAttributes, type Table } from '../tables/table.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { own, setOwn } from '../values/own.ts';
import { readItem } from '../values/read-value.ts';
import type { PageInput } from './page-input.ts';

/** The table or index that Query or Scan reads. */
export interface Source {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly keys: Keys;
}

export function sourceOf(store: Store, { TableName, IndexName, ConsistentRead }: PageInput): Source {
  const table = store.catalog.get(TableName);
  if (IndexName === undefined) return { table, index: undefined, keys: table.keys };
  const index = table.indexes.find(({ name }) => name === IndexName);
  if (!index) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead && index.isGlobal)
    throw invalid('Consistent reads are not supported on global secondary indexes');
  return { table, index, keys: index.keys };
}

const namesOf = ({ table, keys }: Source): readonly string[] => [
  ...new Set([...keyAttributes(keys), ...keyAttributes(table.keys)].map(({ name }) => name)),
];

/** Returns the keys of an item in its table and index, as LastEvaluatedKey has them. */
export function lastKeyOf(source: Source, item: Item): Item {
  return pick(item, namesOf(source));
}

/** Reads ExclusiveStartKey. @throws DynamoFault if it is not a key of the source */
export function startAfter(source: Source, key: unknown): Range['after'] {
  if (key === undefined) return undefined;
  const { table, index } = source;
  const item = readItem(key);
  if (Object.keys(item).length !== namesOf(source).length)
    throw invalid('The provided starting key is invalid');
  const itemKey = keyOf(
    table,
    pick(
      item,
      keyAttributes(table.keys).map(({ name }) => name),
    ),
  );
  const entry = index ? indexKeyOf(index, item) : itemKey;
  if (!entry) throw invalid('The provided starting key is invalid');
  return { entry, item: itemKey };
}

/** Returns a function that keeps the attributes which an index holds. */
export function heldBy(source: Source, { Select, ProjectionExpression }: PageInput): (item: Item) => Item {
  const { index } = source;
  if (Select === 'SPECIFIC_ATTRIBUTES' && ProjectionExpression === undefined)
    throw invalid(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && !index)
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (!index || index.projection.ProjectionType === 'ALL') return (item) => item;
  if (Select === 'ALL_ATTRIBUTES' && index.isGlobal)
    throw invalidValue(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  // a local index fetches what it does not hold from its table
  if (!index.isGlobal && (Select === 'ALL_ATTRIBUTES' || ProjectionExpression !== undefined))
    return (item) => item;
  const names = [...namesOf(source), ...(index.projection.NonKeyAttributes ?? [])];
  return (item) => pick(item, names);
}

function pick(item: Item, names: readonly string[]): Item {
  const part: Record<string, AttributeValue> = {};
  for (const name of names) {
    const value = own(item, name);
    if (value) setOwn(part, name, value);
  }
  return part;
}
