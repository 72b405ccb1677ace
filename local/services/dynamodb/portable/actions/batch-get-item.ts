import * as z from 'zod';
import { invalid } from '../fault.ts';
import { keyOf } from '../tables/item-key.ts';
import { readItem } from '../values/read-value.ts';
import { itemBytes } from '../values/size.ts';
import type { Action } from './action.ts';
import { consumedByAll, ReturnConsumedCapacity, readUnits } from './capacity.ts';
import { ProjectionInput, projectionOf } from './projected.ts';
import { readInput } from './read-input.ts';
import { placeOf } from './same-item.ts';

const MOST_KEYS = 100;
const MOST_BYTES = 16 * 1024 * 1024;
const BatchInput = z.object({
  RequestItems: z.record(
    z.string(),
    z.looseObject({
      ...ProjectionInput,
      Keys: z.array(z.looseObject({})).min(1),
      ConsistentRead: z.boolean().default(false),
    }),
  ),
  ReturnConsumedCapacity,
});

/** Returns at most 16 MB, and the keys beyond that as unprocessed. */
export const batchGetItem: Action = ({ store }, input) => {
  const { RequestItems, ReturnConsumedCapacity: wanted } = readInput(BatchInput, input);
  const requests = Object.entries(RequestItems);
  const count = requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (count > MOST_KEYS) throw invalid('Too many items requested for the BatchGetItem call');
  let bytes = 0;
  const unprocessed: Record<string, unknown> = {};
  const uses: { table: ReturnType<typeof store.catalog.get>; units: number }[] = [];
  const responses = requests.map(([name, request]) => {
    const table = store.catalog.get(name);
    const select = projectionOf(request);
    const keys = request.Keys.map((key) => ({ given: key, key: keyOf(table, readItem(key)) }));
    if (new Set(keys.map(({ key }) => placeOf({ table, key }))).size < keys.length)
      throw invalid('Provided list of item keys contains duplicates');
    const left: unknown[] = [];
    const items = keys.flatMap(({ given, key }) => {
      const item = bytes < MOST_BYTES ? store.read(table, key) : undefined;
      if (bytes >= MOST_BYTES) left.push(given);
      const size = itemBytes(item ?? {});
      bytes += size;
      uses.push({ table, units: readUnits(size, request.ConsistentRead) });
      return item ? [select(item)] : [];
    });
    if (left.length > 0) unprocessed[name] = { ...request, Keys: left };
    return [name, items] as const;
  });
  return {
    Responses: Object.fromEntries(responses),
    UnprocessedKeys: unprocessed,
    ...consumedByAll(wanted, uses),
  };
};
