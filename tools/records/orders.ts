import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { BY_USER, type OrderItem, orderKey } from '#functions/order/adapters/order-item';
import { reading } from '#oracle/stores/cannot-read';
import type { Stores } from '#oracle/stores/connect';
import { isOrder } from '#oracle/stores/order-items';
import type { Item } from '#oracle/stores/scan';
import type { OrderRecord, RecordsBody } from '#shared/console/records';
import { projection } from '#shared/db/projection';
import { orderText } from '#shared/telemetry/order-state';
import { newest, pageOf, type Range } from './newest.ts';
import { readUsers } from './users.ts';

const ATTRIBUTES = [
  'pk',
  'order_id',
  'user_id',
  'status',
  'outcome',
  'payment_status',
  'total_price',
  'created_at',
] as const satisfies readonly (keyof OrderItem)[];
const EVERYONE: Range = { before: Number.POSITIVE_INFINITY, limit: 1_000 };
const LISTED = projection(ATTRIBUTES);

/**
 * Lists orders, newest first.
 * @param find id of an order or a user, or a part of a user's name; empty for all
 */
export async function readOrderRecords(
  stores: Stores,
  find: string,
  range: Range,
): Promise<RecordsBody<'orders'>> {
  const { dynamo, settings } = stores;
  const isId = /^\d+$/.test(find);
  const users = find === '' || isId ? [] : (await readUsers(stores, find, EVERYONE)).records;
  const ids = new Set(users.map(({ id }) => id));
  const source = { table: settings.ORDERS_TABLE, attributes: ATTRIBUTES };
  return reading('The table of orders', settings.AWS_ENDPOINT_URL_DYNAMODB, () =>
    isId
      ? readOrdersOfId(stores, Number(find), range)
      : newest(dynamo, source, range, (item) => {
          const record = recordOf(item);
          return record && (find === '' || ids.has(record.user_id)) ? record : undefined;
        }),
  );
}

/** Reads the order of this id, and the orders of the user of this id by the index that has them. */
async function readOrdersOfId(
  { dynamo, settings: { ORDERS_TABLE: TableName } }: Stores,
  id: number,
  { before, limit }: Range,
): Promise<RecordsBody<'orders'>> {
  const isFirst = before === Number.POSITIVE_INFINITY;
  const [one, ofUser] = await Promise.all([
    dynamo.send(new GetCommand({ TableName, Key: { pk: orderKey(id) }, ConsistentRead: true, ...LISTED })),
    dynamo.send(
      new QueryCommand({
        ...{ TableName, IndexName: BY_USER, ScanIndexForward: false, Limit: limit + 1, ...LISTED },
        KeyConditionExpression: isFirst ? 'user_id = :user' : 'user_id = :user AND order_id < :before',
        ExpressionAttributeValues: { ':user': id, ...(!isFirst && { ':before': before }) },
      }),
    ),
  ]);
  const found = [one.Item ?? {}, ...(ofUser.Items ?? [])].flatMap((item) => recordOf(item) ?? []);
  const older = found.filter((order) => order.id < before).sort((a, b) => b.id - a.id);
  return pageOf(older, limit);
}

/** @returns undefined for what is no order, such as a tombstone */
function recordOf(item: Item): OrderRecord | undefined {
  if (!isOrder(item)) return undefined;
  const { order_id: id, user_id, status, outcome, payment_status = '', total_price = 0, created_at } = item;
  if (user_id === undefined || created_at === undefined) return undefined;
  return {
    ...{ id, user_id, payment_status, total_price },
    state: orderText(status, outcome) ?? status,
    created_at: new Date(created_at).toISOString(),
  };
}
