import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { fromItem, type OrderItem, orderKey } from '#functions/order/adapters/order-item';
import type { Order } from '#functions/order/domain/order';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';

/** Which order an idempotency key stands for. */
export interface KeyRecord {
  /** `idem#<user>#<hash of the caller's key>` */
  readonly key: string;
  readonly orderId: number;
  readonly expiresAtMs: number;
}

export interface OrderRecords {
  /** Tombstones too. */
  readonly orders: ReadonlyMap<number, Order>;
  readonly keys: readonly KeyRecord[];
  /** Keys of items that are neither order nor idempotency record. */
  readonly strangers: readonly string[];
}

const KEY_PREFIX = 'idem#';
const STORE = 'The table of orders';

/** Every item of the table, page by page, each as it stands when its page is read. */
export function readOrders({ dynamo, settings }: Stores): Promise<OrderRecords> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const orders = new Map<number, Order>();
    const keys: KeyRecord[] = [];
    const strangers: string[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await dynamo.send(
        new ScanCommand({ TableName: settings.ORDERS_TABLE, ConsistentRead: true, ExclusiveStartKey }),
      );
      for (const item of page.Items ?? []) {
        if (isOrder(item)) orders.set(item.order_id, fromItem(item));
        else if (isKey(item)) keys.push(toKeyRecord(item));
        else strangers.push(String(item.pk));
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return { orders, keys, strangers };
  });
}

/** One order as it stands now, its tombstone too. */
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

type Item = Readonly<Record<string, unknown>>;

function isOrder(item: Item): item is Item & OrderItem {
  const { pk, order_id, status } = item;
  return typeof order_id === 'number' && pk === orderKey(order_id) && typeof status === 'string';
}

interface KeyItem {
  readonly pk: string;
  readonly key_of: number;
  readonly expires_at: number;
}

function isKey(item: Item): item is Item & KeyItem {
  const { pk, key_of, expires_at } = item;
  return (
    typeof pk === 'string' &&
    pk.startsWith(KEY_PREFIX) &&
    typeof key_of === 'number' &&
    typeof expires_at === 'number'
  );
}

function toKeyRecord({ pk, key_of, expires_at }: KeyItem): KeyRecord {
  return { key: pk, orderId: key_of, expiresAtMs: expires_at * 1_000 };
}
