import * as z from 'zod';
import { project } from '../expressions/project.ts';
import type { Change } from '../storage/item-rows.ts';
import { itemBytes } from '../values/size.ts';
import type { Action, Context } from './action.ts';
import { consumedBy, ReturnConsumedCapacity, writeUnits } from './capacity.ts';
import {
  ConditionInput,
  evaluate,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type Write,
} from './prepare-write.ts';
import { readInput } from './read-input.ts';

const Common = { ...ConditionInput, ReturnConsumedCapacity };
const OLD = z.enum(['ALL_OLD', 'NONE']).default('NONE');
const PutInput = z.object({ ...Common, Item: z.looseObject({}), ReturnValues: OLD });
const DeleteInput = z.object({ ...Common, Key: z.looseObject({}), ReturnValues: OLD });
const UpdateInput = z.object({
  ...Common,
  Key: z.looseObject({}),
  UpdateExpression: z.string().optional(),
  ReturnValues: z.enum(['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW']).default('NONE'),
});

type Returned = z.infer<typeof UpdateInput>['ReturnValues'];

export const putItem: Action = (context, input) => {
  const parameters = readInput(PutInput, input);
  return perform(context, preparePut(context.store, parameters), parameters);
};

export const deleteItem: Action = (context, input) => {
  const parameters = readInput(DeleteInput, input);
  return perform(context, prepareDelete(context.store, parameters), parameters);
};

export const updateItem: Action = (context, input) => {
  const parameters = readInput(UpdateInput, input);
  return perform(context, prepareUpdate(context.store, parameters), parameters);
};

interface Wanted {
  readonly ReturnValues: Returned;
  readonly ReturnConsumedCapacity: z.infer<typeof ReturnConsumedCapacity>;
}

function perform({ store }: Context, write: Write, wanted: Wanted) {
  const change = evaluate(store, write);
  store.write([change]);
  const bytes = Math.max(itemBytes(change.old ?? {}), itemBytes(change.next ?? {}));
  return {
    ...attributes(wanted.ReturnValues, change, write),
    ...consumedBy(wanted.ReturnConsumedCapacity, change.table, writeUnits(bytes)),
  };
}

function attributes(wanted: Returned, { old, next }: Change, { paths }: Write) {
  if (wanted === 'NONE') return {};
  const item = wanted.endsWith('OLD') ? old : next;
  const part = item && wanted.startsWith('UPDATED') ? project(item, paths) : item;
  return part && Object.keys(part).length > 0 ? { Attributes: part } : {};
}
