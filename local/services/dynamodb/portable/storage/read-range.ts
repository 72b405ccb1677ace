import type { ItemKey } from '../tables/item-key.ts';
import type { Index, Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import type { Database } from './database.ts';

export interface Bound {
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  readonly bytes: Buffer;
}

/** A part of a table or index in the order of its keys. */
export interface Range {
  readonly table: Table;
  readonly index: Index | undefined;
  /** Undefined for a scan. */
  readonly hash: Buffer | undefined;
  /** Bounds of the range key. */
  readonly bounds: readonly Bound[];
  readonly isDescending: boolean;
  /** The key after which to begin; `item` is the key in the table. */
  readonly after: { readonly entry: ItemKey; readonly item: ItemKey } | undefined;
}

interface Part {
  readonly sql: string;
  readonly values: readonly (string | Buffer)[];
}

/** Reads items one by one; the caller stops where its page is full. */
export function* readRange(database: Database, range: Range): Generator<Item> {
  const { table, index, isDescending } = range;
  const columns = index ? ['e.hash', 'e.range', 'e.item_hash', 'e.item_range'] : ['e.hash', 'e.range'];
  const source = index
    ? 'SELECT i.item FROM entries e JOIN items i ON i.tbl = e.tbl AND i.hash = e.item_hash AND i.range = e.item_range'
    : 'SELECT e.item FROM items e';
  const parts: Part[] = [
    { sql: 'e.tbl = ?', values: [table.name] },
    ...(index ? [{ sql: 'e.idx = ?', values: [index.name] }] : []),
    ...(range.hash ? [{ sql: 'e.hash = ?', values: [range.hash] }] : []),
    ...range.bounds.map(({ operator, bytes }) => ({ sql: `e.range ${operator} ?`, values: [bytes] })),
    ...afterPart(range, columns),
  ];
  const order = columns.map((column) => (isDescending ? `${column} DESC` : column)).join(', ');
  const where = parts.map(({ sql }) => sql).join(' AND ');
  const rows = database
    .sql(`${source} WHERE ${where} ORDER BY ${order}`)
    .iterate(...parts.flatMap(({ values }) => values));
  for (const { item } of rows) yield JSON.parse(String(item));
}

function afterPart({ after, index, isDescending }: Range, columns: readonly string[]): Part[] {
  if (!after) return [];
  const { entry, item } = after;
  const values = index ? [entry.hash, entry.range, item.hash, item.range] : [item.hash, item.range];
  const marks = columns.map(() => '?').join(', ');
  return [{ sql: `(${columns.join(', ')}) ${isDescending ? '<' : '>'} (${marks})`, values }];
}
