import * as z from 'zod';
import { DynamoFault, invalid } from '../fault.ts';
import type { Change } from '../storage/item-rows.ts';
import type { Store } from '../storage/store.ts';
import { tokenOf } from '../storage/tokens.ts';
import { itemBytes } from '../values/size.ts';
import type { Action } from './action.ts';
import { cancelled, type Reason, reasonOf } from './cancelled.ts';
import { consumedByAll, ReturnConsumedCapacity, writeUnits } from './capacity.ts';
import {
  ConditionInput,
  evaluate,
  prepareCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type Write,
} from './prepare-write.ts';
import { readInput } from './read-input.ts';
import { namesOneItemTwice } from './same-item.ts';

const MOST_WRITES = 100;
/** AWS: a transactional write costs two units for each. */
const UNITS_TIMES = 2;
const KeyInput = z.object({ ...ConditionInput, Key: z.looseObject({}) });
const WriteInput = z.object({
  Put: z.object({ ...ConditionInput, Item: z.looseObject({}) }).optional(),
  Delete: KeyInput.optional(),
  Update: KeyInput.extend({ UpdateExpression: z.string() }).optional(),
  ConditionCheck: KeyInput.extend({ ConditionExpression: z.string() }).optional(),
});
const TransactInput = z.object({
  TransactItems: z.array(WriteInput).min(1).max(MOST_WRITES),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ReturnConsumedCapacity,
});

/** Performs all writes, or none and returns why for each. A repeated token performs nothing again. */
export const transactWriteItems: Action = ({ store, nowMs }, input) => {
  const parameters = readInput(TransactInput, input);
  const { TransactItems, ClientRequestToken: text } = parameters;
  const writes = TransactItems.map((item) => prepare(store, item));
  if (namesOneItemTwice(writes))
    throw invalid('Transaction request cannot include multiple operations on one item');
  const token = text === undefined ? undefined : tokenOf(text, TransactItems, nowMs);
  if (token && store.isDone(token)) return {};
  const results = writes.map((write) => attempt(store, write));
  const changes = results.flatMap(({ change }) => change ?? []);
  if (changes.length < results.length) throw cancelled(results.map(({ reason }) => reason));
  store.write(changes, token);
  const uses = changes.map(({ table, old, next }) => ({
    table,
    units: UNITS_TIMES * writeUnits(itemBytes(next ?? old ?? {})),
  }));
  return consumedByAll(parameters.ReturnConsumedCapacity, uses);
};

function prepare(store: Store, item: z.infer<typeof WriteInput>): Write {
  const { Put, Delete, Update, ConditionCheck } = item;
  if ([Put, Delete, Update, ConditionCheck].filter(Boolean).length !== 1)
    throw invalid(
      'TransactItems can only contain one of Check, Put, Update or Delete in each of its members',
    );
  if (Put) return preparePut(store, Put);
  if (Update) return prepareUpdate(store, Update);
  if (Delete) return prepareDelete(store, Delete);
  if (ConditionCheck) return prepareCheck(store, ConditionCheck);
  throw new Error('a transaction item without a write');
}

function attempt(store: Store, write: Write): { readonly change?: Change; readonly reason?: Reason } {
  try {
    return { change: evaluate(store, write) };
  } catch (error) {
    if (error instanceof DynamoFault) return { reason: reasonOf(error) };
    throw error;
  }
}
