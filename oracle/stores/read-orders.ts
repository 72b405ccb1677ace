import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { fromItem, orderKey } from '#functions/order/adapters/order-item';
import type { Order } from '#functions/order/domain/order';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';
import { isKey, isOrder, type KeyRecord, toKeyRecord } from './order-items.ts';
import { scanPages } from './scan.ts';

export interface OrderRecords {
  /** Tombstones too. */
  readonly orders: ReadonlyMap<number, Order>;
  readonly keys: readonly KeyRecord[];
  /** Keys of items that are neither order nor idempotency record. */
  readonly strangers: readonly string[];
}

const STORE = 'The table of orders';

/** Every item of the table. */
export function readOrders({ dynamo, settings }: Stores): Promise<OrderRecords> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const orders = new Map<number, Order>();
    const keys: KeyRecord[] = [];
    const strangers: string[] = [];
    for await (const items of scanPages(dynamo, { TableName: settings.ORDERS_TABLE })) {
      for (const item of items) {
        if (isOrder(item)) orders.set(item.order_id, fromItem(item));
        else if (isKey(item)) keys.push(toKeyRecord(item));
        else strangers.push(String(item.pk));
      }
    }
    return { orders, keys, strangers };
  });
}

/** Reads one order, or its tombstone. */
export function readOrder({ dynamo, settings }: Stores, orderId: number): Promise<Order | undefined> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const { Item } = await dynamo.send(
      new GetCommand({
        TableName: settings.ORDERS_TABLE,
        Key: { pk: orderKey(orderId) },
        ConsistentRead: true,
      }),
    );
    return Item && isOrder(Item) ? fromItem(Item) : undefined;
  });
}
