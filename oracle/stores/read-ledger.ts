import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';
import { type Item, scanPages } from './scan.ts';

/** One stored entry of the ledger, valid or not. */
export interface LedgerEntry {
  readonly orderId: number;
  /** `charge` or `refund` */
  readonly entryId: string;
  /** `charged`, `declined`, `void` or `refunded` */
  readonly outcome: string;
  readonly amount: number;
  readonly atMs: number;
}

export type Ledger = ReadonlyMap<number, readonly LedgerEntry[]>;

const STORE = 'The table of payments';

/** Reads the ledger, by order. */
export function readLedger({ dynamo, settings }: Stores): Promise<Ledger> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const entries: LedgerEntry[] = [];
    for await (const items of scanPages(dynamo, { TableName: settings.PAYMENTS_TABLE })) {
      entries.push(...items.map(toEntry));
    }
    return Map.groupBy(entries, ({ orderId }) => orderId);
  });
}

export function readLedgerOf({ dynamo, settings }: Stores, orderId: number): Promise<readonly LedgerEntry[]> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const { Items } = await dynamo.send(
      new QueryCommand({
        TableName: settings.PAYMENTS_TABLE,
        ConsistentRead: true,
        KeyConditionExpression: 'order_id = :order',
        ExpressionAttributeValues: { ':order': orderId },
      }),
    );
    return (Items ?? []).map(toEntry);
  });
}

function toEntry(item: Item): LedgerEntry {
  return {
    orderId: Number(item.order_id),
    entryId: String(item.entry_id),
    outcome: String(item.outcome),
    amount: Number(item.amount),
    atMs: Number(item.at),
  };
}
