import { type OrderItem, orderKey } from '#functions/order/adapters/order-item';
import type { Item } from './scan.ts';

/** An idempotency key with its order. */
export interface KeyRecord {
  /** `idem#<user>#<hash of the caller's key>` */
  readonly key: string;
  readonly orderId: number;
  readonly expiresAtMs: number;
}

const KEY_PREFIX = 'idem#';

export function isOrder(item: Item): item is Item & OrderItem {
  const { pk, order_id, status } = item;
  return typeof order_id === 'number' && pk === orderKey(order_id) && typeof status === 'string';
}

interface KeyItem {
  readonly pk: string;
  readonly key_of: number;
  readonly expires_at: number;
}

export function isKey(item: Item): item is Item & KeyItem {
  const { pk, key_of, expires_at } = item;
  return (
    typeof pk === 'string' &&
    pk.startsWith(KEY_PREFIX) &&
    typeof key_of === 'number' &&
    typeof expires_at === 'number'
  );
}

export function toKeyRecord({ pk, key_of, expires_at }: KeyItem): KeyRecord {
  return { key: pk, orderId: key_of, expiresAtMs: expires_at * 1_000 };
}
