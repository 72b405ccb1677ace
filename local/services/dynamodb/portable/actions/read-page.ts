import { meets } from '../expressions/evaluate.ts';
import type { Condition } from '../expressions/syntax.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/size.ts';
import { consumedBy, readUnits } from './capacity.ts';
import type { PageInput } from './page-input.ts';
import { heldBy, lastKeyOf, type Source } from './page-source.ts';

/** AWS: "a single Query operation will read up to … a maximum of 1 MB of data". */
const MOST_BYTES = 1024 * 1024;

export interface Page {
  readonly source: Source;
  readonly items: Iterable<Item>;
  readonly filter: Condition | undefined;
  readonly select: (item: Item) => Item;
  readonly input: PageInput;
}

/** Reads one page and returns the answer of Query or Scan. Items that the filter drops count for its limits too. */
export function readPage({ source, items, filter, select, input }: Page) {
  const held = heldBy(source, input);
  const { Limit: limit = Number.POSITIVE_INFINITY } = input;
  const found: Item[] = [];
  let [scanned, bytes] = [0, 0];
  let last: Item | undefined;
  for (const item of items) {
    const visible = held(item);
    scanned++;
    bytes += itemBytes(visible);
    if (!filter || meets(visible, filter)) found.push(select(visible));
    if (scanned < limit && bytes < MOST_BYTES) continue;
    last = lastKeyOf(source, item);
    break;
  }
  return {
    ...(input.Select !== 'COUNT' && { Items: found }),
    Count: found.length,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: last }),
    ...consumedBy(input.ReturnConsumedCapacity, source.table, readUnits(bytes, input.ConsistentRead)),
  };
}
