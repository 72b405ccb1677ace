import { type ItemKey, indexKeyOf } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import type { Database } from './database.ts';

/** One item before and after a write; undefined where there is none. */
export interface Change {
  readonly table: Table;
  readonly key: ItemKey;
  readonly old: Item | undefined;
  readonly next: Item | undefined;
}

export function readRow(database: Database, { name }: Table, { hash, range }: ItemKey): Item | undefined {
  const row = database
    .sql('SELECT item FROM items WHERE tbl = ? AND hash = ? AND range = ?')
    .get(name, hash, range);
  return row && JSON.parse(String(row.item));
}

/** Writes an item and its entries in the indexes of the table. */
export function writeRow(database: Database, { table, key, old, next }: Change): void {
  const place = [table.name, key.hash, key.range] as const;
  if (next)
    database
      .sql('INSERT OR REPLACE INTO items (tbl, hash, range, item, bytes) VALUES (?, ?, ?, ?, ?)')
      .run(...place, JSON.stringify(next), itemBytes(next));
  else database.sql('DELETE FROM items WHERE tbl = ? AND hash = ? AND range = ?').run(...place);
  for (const index of table.indexes) {
    const [before, after] = [old && indexKeyOf(index, old), next && indexKeyOf(index, next)];
    if (before && after && before.hash.equals(after.hash) && before.range.equals(after.range)) continue;
    const entry = (at: ItemKey) => [table.name, index.name, at.hash, at.range, key.hash, key.range] as const;
    if (before) database.sql(DELETE_ENTRY).run(...entry(before));
    if (after) database.sql('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)').run(...entry(after));
  }
}

const DELETE_ENTRY =
  'DELETE FROM entries WHERE tbl = ? AND idx = ? AND hash = ? AND range = ? AND item_hash = ? AND item_range = ?';
