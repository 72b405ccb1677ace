import type { OrderItem } from '#functions/order/adapters/order-item';
import { reading } from '#oracle/stores/cannot-read';
import type { Stores } from '#oracle/stores/connect';
import { isOrder } from '#oracle/stores/order-items';
import type { OrderRecord, RecordsBody } from '#shared/console/records';
import { orderText } from '#shared/telemetry/order-state';
import { newest, type Range } from './newest.ts';
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
  const ids = new Set(isId ? [Number(find)] : users.map(({ id }) => id));
  const source = { table: settings.ORDERS_TABLE, attributes: ATTRIBUTES };
  return reading('The table of orders', settings.AWS_ENDPOINT_URL_DYNAMODB, () =>
    newest(dynamo, source, range, (item) => {
      const record = isOrder(item) ? recordOf(item) : undefined;
      if (!record || find === '') return record;
      return ids.has(record.user_id) || (isId && ids.has(record.id)) ? record : undefined;
    }),
  );
}

/** @returns undefined for a tombstone, which is no order */
function recordOf(item: OrderItem): OrderRecord | undefined {
  const { order_id: id, user_id, status, outcome, payment_status = '', total_price = 0, created_at } = item;
  if (user_id === undefined || created_at === undefined) return undefined;
  return {
    ...{ id, user_id, payment_status, total_price },
    state: orderText(status, outcome) ?? status,
    created_at: new Date(created_at).toISOString(),
  };
}
