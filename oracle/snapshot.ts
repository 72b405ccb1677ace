import type { Stores } from '#oracle/stores/connect';
import { type DeadLetter, type QueueDepth, readDeadLetters, readQueueDepth } from '#oracle/stores/queues';
import { type Copy, readCopies } from '#oracle/stores/read-copies';
import { type Ledger, readLedger } from '#oracle/stores/read-ledger';
import { type OrderRecords, readOrders } from '#oracle/stores/read-orders';
import { readStock, type Stock } from '#oracle/stores/read-stock';

/** Content of the stores, read as a whole, one after another. */
export interface Snapshot extends OrderRecords {
  /** Begin of the reading, in milliseconds since 1970. */
  readonly takenAtMs: number;
  readonly ledger: Ledger;
  readonly stock: Stock;
  readonly queue: QueueDepth;
  readonly deadLetters: readonly DeadLetter[];
  readonly copies: readonly Copy[];
}

/** @throws CannotRead */
export async function readSnapshot(stores: Stores): Promise<Snapshot> {
  const takenAtMs = Date.now();
  const records = await readOrders(stores);
  const [ledger, stock, queue, deadLetters] = await Promise.all([
    readLedger(stores),
    readStock(stores),
    readQueueDepth(stores, stores.settings.RECOVERY_QUEUE_URL),
    readDeadLetters(stores),
  ]);
  const copies = await readCopies(stores, { orders: records.orders, menus: stock.menus });
  return { takenAtMs, ...records, ledger, stock, queue, deadLetters, copies };
}
