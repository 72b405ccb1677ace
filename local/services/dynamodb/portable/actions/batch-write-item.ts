import * as z from 'zod';
import { invalid } from '../fault.ts';
import { itemBytes } from '../values/size.ts';
import type { Action, Context } from './action.ts';
import { consumedByAll, ReturnConsumedCapacity, writeUnits } from './capacity.ts';
import { evaluate, prepareDelete, preparePut, type Write } from './prepare-write.ts';
import { readInput } from './read-input.ts';
import { namesOneItemTwice } from './same-item.ts';

const MOST_WRITES = 25;
const RequestInput = z.object({
  PutRequest: z.object({ Item: z.looseObject({}) }).optional(),
  DeleteRequest: z.object({ Key: z.looseObject({}) }).optional(),
});
const BatchInput = z.object({
  RequestItems: z.record(z.string(), z.array(RequestInput).min(1)),
  ReturnConsumedCapacity,
});

export const batchWriteItem: Action = (context, input) => {
  const { RequestItems, ReturnConsumedCapacity: wanted } = readInput(BatchInput, input);
  const writes = Object.entries(RequestItems).flatMap(([TableName, requests]) =>
    requests.map((request) => prepare(context, TableName, request)),
  );
  if (writes.length > MOST_WRITES) throw invalid('Too many items requested for the BatchWriteItem call');
  if (namesOneItemTwice(writes)) throw invalid('Provided list of item keys contains duplicates');
  const changes = writes.map((write) => evaluate(context.store, write));
  context.store.write(changes);
  const uses = changes.map(({ table, old, next }) => ({
    table,
    units: writeUnits(itemBytes(next ?? old ?? {})),
  }));
  return { UnprocessedItems: {}, ...consumedByAll(wanted, uses) };
};

function prepare({ store }: Context, TableName: string, request: z.infer<typeof RequestInput>): Write {
  const common = { TableName, ReturnValuesOnConditionCheckFailure: 'NONE' } as const;
  const { PutRequest, DeleteRequest } = request;
  if (PutRequest && !DeleteRequest) return preparePut(store, { ...common, ...PutRequest });
  if (DeleteRequest && !PutRequest) return prepareDelete(store, { ...common, ...DeleteRequest });
  throw invalid('Supplied WriteRequest must have either PutRequest or DeleteRequest');
}
