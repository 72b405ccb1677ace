import type { ItemKey } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';

interface Place {
  readonly table: Table;
  readonly key: ItemKey;
}

/** Returns a text that is the same for the same item of the same table. */
export const placeOf = ({ table, key }: Place): string =>
  `${table.name} ${key.hash.toString('base64')} ${key.range.toString('base64')}`;

export const namesOneItemTwice = (places: readonly Place[]): boolean =>
  new Set(places.map(placeOf)).size < places.length;
