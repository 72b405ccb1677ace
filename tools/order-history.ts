import type { Order } from '#functions/order/domain/order';
import type { Stores } from '#oracle/stores/connect';
import { type DeadLetter, readDeadLetters } from '#oracle/stores/queues';
import { type Copy, readCopy } from '#oracle/stores/read-copies';
import { type LedgerEntry, readLedgerOf } from '#oracle/stores/read-ledger';
import { readOrder } from '#oracle/stores/read-orders';
import { type Reservation, readReservation } from '#oracle/stores/read-stock';
import type { OrderHit } from './order-hits.ts';

/** Everything that the stores hold about one order, and the faults that its traces show. */
export interface OrderHistory {
  readonly orderId: number;
  readonly order: Order | undefined;
  readonly reservation: Reservation | undefined;
  readonly entries: readonly LedgerEntry[];
  readonly deadLetters: readonly DeadLetter[];
  readonly hits: readonly OrderHit[];
  /** The cached copy that readers get now. */
  readonly copy: Copy | undefined;
}

/** @returns undefined if no store holds the order */
export async function readHistory(
  stores: Stores,
  orderId: number,
  hits: readonly OrderHit[],
): Promise<OrderHistory | undefined> {
  const [order, reservation, entries, letters, copy] = await Promise.all([
    readOrder(stores, orderId),
    readReservation(stores, orderId),
    readLedgerOf(stores, orderId),
    readDeadLetters(stores),
    readCopy(stores, `order:${orderId}`),
  ]);
  const deadLetters = letters.filter(({ body }) => body?.order_id === orderId);
  const isKnown = order || reservation || entries.length > 0 || deadLetters.length > 0;
  return isKnown ? { orderId, order, reservation, entries, deadLetters, hits, copy } : undefined;
}
