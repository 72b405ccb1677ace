import { setTimeout as wait } from 'node:timers/promises';
import { callDependency } from '#shared/db/dependency';
import type { Dynamo, PutInTransaction } from '#shared/db/dynamo';
import { cancellationReasons, failedCondition } from '#shared/db/dynamo-refusals';
import type { DynamoStep } from '#shared/db/dynamo-step';
import type { Item } from '#shared/db/plain-item';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Order } from '../domain/order.ts';
import type {
  Change,
  Idempotency,
  KeyRecord,
  ListedOrder,
  OrderLists,
  OrderStore,
  Put,
  Updated,
} from '../domain/ports.ts';
import { TIMING } from '../domain/timing.ts';
import {
  BY_USER,
  fromItem,
  fromStored,
  LISTED,
  type OrderItem,
  orderKey,
  toItem,
  toVoidItem,
} from './order-item.ts';
import { orderUpdate } from './order-update.ts';
import { updateStep } from './update-step.ts';

export const STORE = 'The order store';
const NOT_THERE = 'attribute_not_exists(pk)';
const PUT_TOMBSTONE: DynamoStep = { name: STEP_SPAN.putTombstone, result: 'status' };
const CONFLICT_TRIES = 4;
const CONFLICT_WAIT_MS = 25;

interface KeyItem {
  readonly pk: string;
  readonly key_of: number;
  readonly body_hash: string;
  readonly expires_at: number;
}

/** Orders and idempotency keys in one table, so that one transaction can put both. */
export function createDynamoOrders(dynamo: Dynamo, table: string): OrderStore & OrderLists {
  return {
    get: (orderId) => callDependency(STORE, () => getOrder(dynamo, table, orderId)),
    findKey: (key) => callDependency(STORE, () => findKey(dynamo, table, key)),
    put: (order, idempotency) =>
      callDependency(STORE, () =>
        idempotency ? putUnderKey(dynamo, table, order, idempotency) : putAlone(dynamo, table, order),
      ),
    putVoid: (orderId) => callDependency(STORE, () => putVoid(dynamo, table, orderId)),
    update: (orderId, change) => callDependency(STORE, () => update(dynamo, table, orderId, change)),
    list: (userId, limit, before) => callDependency(STORE, () => list(dynamo, table, userId, limit, before)),
  };
}

async function getOrder(dynamo: Dynamo, table: string, orderId: number): Promise<Order | undefined> {
  const read = { TableName: table, Key: { pk: orderKey(orderId) }, ConsistentRead: true };
  const item = await dynamo.get(read, { name: STEP_SPAN.getOrder });
  return item && fromStored(item);
}

async function findKey(dynamo: Dynamo, table: string, key: string): Promise<KeyRecord | undefined> {
  const read = { TableName: table, Key: { pk: key }, ConsistentRead: true };
  const item = await dynamo.get(read, { name: STEP_SPAN.findKey });
  return item && toRecord(item as unknown as KeyItem);
}

async function putAlone(dynamo: Dynamo, table: string, order: Order): Promise<Put> {
  const old = await putIfAbsent(dynamo, { name: STEP_SPAN.putOrder }, table, toItem(order));
  return old ? { kind: 'exists', order: old, underKey: false } : { kind: 'placed' };
}

async function putVoid(dynamo: Dynamo, table: string, orderId: number): Promise<Order> {
  const tombstone = toVoidItem(orderId);
  return (await putIfAbsent(dynamo, PUT_TOMBSTONE, table, tombstone)) ?? fromItem(tombstone);
}

/** @returns the order that was there already, or undefined where ours is there now */
async function putIfAbsent(
  dynamo: Dynamo,
  step: DynamoStep,
  table: string,
  item: OrderItem,
): Promise<Order | undefined> {
  try {
    await dynamo.put(putOf(table, item), step);
    return undefined;
  } catch (error) {
    const there = failedCondition(error)?.item;
    if (there) return fromStored(there);
    throw error;
  }
}

const putOf = (table: string, item: OrderItem | KeyItem): PutInTransaction => ({
  TableName: table,
  Item: { ...item },
  ConditionExpression: NOT_THERE,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});

/** Both or none. A conflict with another transaction had no effect: it is tried again, then left to a re-read. */
async function putUnderKey(
  dynamo: Dynamo,
  table: string,
  order: Order,
  { key, bodyHash }: Idempotency,
): Promise<Put> {
  const expiresAt = Math.floor((order.createdAtMs + TIMING.keyLifeMs) / 1_000);
  const keyItem: KeyItem = { pk: key, key_of: order.id, body_hash: bodyHash, expires_at: expiresAt };
  for (let tries = 1; ; tries++) {
    try {
      const both = [toItem(order), keyItem].map((item) => putOf(table, item));
      await dynamo.putTogether(both, { name: STEP_SPAN.putOrder });
      return { kind: 'placed' };
    } catch (error) {
      const refused = whyRefused(error, order.id);
      if (refused) return refused;
      if (!isConflict(error) || tries === CONFLICT_TRIES) throw error;
      await wait(Math.random() * CONFLICT_WAIT_MS * tries);
    }
  }
}

function whyRefused(error: unknown, orderId: number): Put | undefined {
  const [oldOrder, oldKey] = (cancellationReasons(error) ?? []).map(({ item }) => item);
  const record = oldKey && toRecord(oldKey as unknown as KeyItem);
  if (record && record.orderId !== orderId) return { kind: 'key', record };
  if (!oldOrder) return undefined;
  return {
    kind: 'exists',
    order: fromStored(oldOrder),
    underKey: record !== undefined,
  };
}

const isConflict = (error: unknown): boolean =>
  cancellationReasons(error)?.some(({ code }) => code === 'TransactionConflict') ?? false;

function toRecord({ key_of, body_hash }: KeyItem): KeyRecord {
  return { orderId: key_of, bodyHash: body_hash };
}

async function update(dynamo: Dynamo, table: string, orderId: number, change: Change): Promise<Updated> {
  try {
    const write = orderUpdate(table, orderId, change, Date.now());
    const written = await dynamo.update(write, updateStep(change));
    return { won: true, order: fromStored(written as Item) };
  } catch (error) {
    const standing = failedCondition(error)?.item;
    if (!standing) throw error;
    return { won: false, order: fromStored(standing) };
  }
}

async function list(
  dynamo: Dynamo,
  table: string,
  userId: number,
  limit: number,
  before: number | undefined,
): Promise<readonly ListedOrder[]> {
  const query = {
    TableName: table,
    IndexName: BY_USER,
    KeyConditionExpression:
      before === undefined ? 'user_id = :user' : 'user_id = :user AND order_id < :before',
    ExpressionAttributeValues: { ':user': userId, ...(before !== undefined && { ':before': before }) },
    ...LISTED,
    ScanIndexForward: false,
    Limit: limit,
  };
  const items = await dynamo.query(query, { name: STEP_SPAN.listOrders });
  return items.map(fromStored);
}
