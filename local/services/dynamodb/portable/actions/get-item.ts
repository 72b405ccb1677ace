import * as z from 'zod';
import { keyOf } from '../tables/item-key.ts';
import { readItem } from '../values/read-value.ts';
import { itemBytes } from '../values/size.ts';
import type { Action } from './action.ts';
import { consumedBy, ReturnConsumedCapacity, readUnits } from './capacity.ts';
import { ProjectionInput, projectionOf } from './projected.ts';
import { readInput } from './read-input.ts';

const GetInput = z.object({
  ...ProjectionInput,
  TableName: z.string(),
  Key: z.looseObject({}),
  ConsistentRead: z.boolean().default(false),
  ReturnConsumedCapacity,
});

export const getItem: Action = ({ store }, input) => {
  const parameters = readInput(GetInput, input);
  const table = store.catalog.get(parameters.TableName);
  const select = projectionOf(parameters);
  const item = store.read(table, keyOf(table, readItem(parameters.Key)));
  const units = readUnits(itemBytes(item ?? {}), parameters.ConsistentRead);
  return {
    ...(item && { Item: select(item) }),
    ...consumedBy(parameters.ReturnConsumedCapacity, table, units),
  };
};
