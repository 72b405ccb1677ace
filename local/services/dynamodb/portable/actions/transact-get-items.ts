import * as z from 'zod';
import { keyOf } from '../tables/item-key.ts';
import { readItem } from '../values/read-value.ts';
import { itemBytes } from '../values/size.ts';
import type { Action } from './action.ts';
import { consumedByAll, ReturnConsumedCapacity, readUnits } from './capacity.ts';
import { ProjectionInput, projectionOf } from './projected.ts';
import { readInput } from './read-input.ts';

const MOST_READS = 100;
/** AWS: a transactional read costs two units for each. */
const UNITS_TIMES = 2;
const GetInput = z.object({ ...ProjectionInput, TableName: z.string(), Key: z.looseObject({}) });
const TransactInput = z.object({
  TransactItems: z
    .array(z.object({ Get: GetInput }))
    .min(1)
    .max(MOST_READS),
  ReturnConsumedCapacity,
});

export const transactGetItems: Action = ({ store }, input) => {
  const { TransactItems, ReturnConsumedCapacity: wanted } = readInput(TransactInput, input);
  const reads = TransactItems.map(({ Get }) => {
    const table = store.catalog.get(Get.TableName);
    const select = projectionOf(Get);
    return { table, select, item: store.read(table, keyOf(table, readItem(Get.Key))) };
  });
  const uses = reads.map(({ table, item }) => ({
    table,
    units: UNITS_TIMES * readUnits(itemBytes(item ?? {}), true),
  }));
  return {
    Responses: reads.map(({ item, select }) => (item ? { Item: select(item) } : {})),
    ...consumedByAll(wanted, uses),
  };
};
