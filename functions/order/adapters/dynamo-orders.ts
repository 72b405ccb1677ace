import { setTimeout as wait } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  QueryCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callDependency } from '#shared/db/dependency';
import { asStep, type DynamoStep } from '#shared/db/dynamo-step';
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
import { fromItem, LISTED, type OrderItem, orderKey, toItem, toVoidItem } from './order-item.ts';
import { orderUpdate } from './order-update.ts';
import { plainItem } from './plain-item.ts';
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
export function createDynamoOrders(dynamo: DynamoDBDocumentClient, table: string): OrderStore & OrderLists {
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

async function getOrder(
  dynamo: DynamoDBDocumentClient,
  table: string,
  orderId: number,
): Promise<Order | undefined> {
  const read = new GetCommand({ TableName: table, Key: { pk: orderKey(orderId) }, ConsistentRead: true });
  const { Item } = await dynamo.send(asStep({ name: STEP_SPAN.getOrder }, read));
  return Item && fromItem(Item as OrderItem);
}

async function findKey(
  dynamo: DynamoDBDocumentClient,
  table: string,
  key: string,
): Promise<KeyRecord | undefined> {
  const read = new GetCommand({ TableName: table, Key: { pk: key }, ConsistentRead: true });
  const { Item } = await dynamo.send(asStep({ name: STEP_SPAN.findKey }, read));
  return Item && toRecord(Item as KeyItem);
}

async function putAlone(dynamo: DynamoDBDocumentClient, table: string, order: Order): Promise<Put> {
  const old = await putIfAbsent(dynamo, { name: STEP_SPAN.putOrder }, table, toItem(order));
  return old ? { kind: 'exists', order: fromItem(old), underKey: false } : { kind: 'placed' };
}

async function putVoid(dynamo: DynamoDBDocumentClient, table: string, orderId: number): Promise<Order> {
  const tombstone = toVoidItem(orderId);
  return fromItem((await putIfAbsent(dynamo, PUT_TOMBSTONE, table, tombstone)) ?? tombstone);
}

/** @returns the item that was there already, or undefined where ours is there now */
async function putIfAbsent(
  dynamo: DynamoDBDocumentClient,
  step: DynamoStep,
  table: string,
  item: OrderItem,
): Promise<OrderItem | undefined> {
  const put = new PutCommand({
    TableName: table,
    Item: item,
    ConditionExpression: NOT_THERE,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await dynamo.send(asStep(step, put));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && error.Item)
      return unmarshall(error.Item) as OrderItem;
    throw error;
  }
}

/** Both or none. A conflict with another transaction had no effect: it is tried again, then left to a re-read. */
async function putUnderKey(
  dynamo: DynamoDBDocumentClient,
  table: string,
  order: Order,
  { key, bodyHash }: Idempotency,
): Promise<Put> {
  const expiresAt = Math.floor((order.createdAtMs + TIMING.keyLifeMs) / 1_000);
  const keyItem: KeyItem = { pk: key, key_of: order.id, body_hash: bodyHash, expires_at: expiresAt };
  for (let tries = 1; ; tries++) {
    try {
      const putBoth = new TransactWriteCommand({
        TransactItems: [toItem(order), keyItem].map((Item) => ({
          Put: {
            TableName: table,
            Item,
            ConditionExpression: NOT_THERE,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        })),
      });
      await dynamo.send(asStep({ name: STEP_SPAN.putOrder }, putBoth));
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
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const [oldOrder, oldKey] = (error.CancellationReasons ?? []).map(({ Item }) => Item && unmarshall(Item));
  const record = oldKey && toRecord(oldKey as KeyItem);
  if (record && record.orderId !== orderId) return { kind: 'key', record };
  if (oldOrder)
    return { kind: 'exists', order: fromItem(oldOrder as OrderItem), underKey: record !== undefined };
  return undefined;
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict');
}

function toRecord({ key_of, body_hash }: KeyItem): KeyRecord {
  return { orderId: key_of, bodyHash: body_hash };
}

async function update(
  dynamo: DynamoDBDocumentClient,
  table: string,
  orderId: number,
  change: Change,
): Promise<Updated> {
  try {
    const write = new UpdateCommand(orderUpdate(table, orderId, change, Date.now()));
    const { Attributes } = await dynamo.send(asStep(updateStep(change), write));
    return { won: true, order: fromItem(Attributes as OrderItem) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return { won: false, order: fromItem(unmarshall(error.Item) as OrderItem) };
  }
}

async function list(
  dynamo: DynamoDBDocumentClient,
  table: string,
  userId: number,
  limit: number,
  before: number | undefined,
): Promise<readonly ListedOrder[]> {
  const query = new QueryCommand({
    TableName: table,
    IndexName: 'by_user',
    KeyConditionExpression:
      before === undefined ? 'user_id = :user' : 'user_id = :user AND order_id < :before',
    ExpressionAttributeValues: {
      ':user': { N: String(userId) },
      ...(before !== undefined && { ':before': { N: String(before) } }),
    },
    ProjectionExpression: LISTED.expression,
    ExpressionAttributeNames: LISTED.names,
    ScanIndexForward: false,
    Limit: limit,
  });
  const { Items } = await dynamo.send(asStep({ name: STEP_SPAN.listOrders }, query));
  return (Items ?? []).map((item) => fromItem(plainItem(item) as unknown as OrderItem));
}
