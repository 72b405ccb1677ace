import { type NativeAttributeValue, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';

/** One entry as it lies in the ledger, whatever it says. */
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

/** By order. */
export function readLedger({ dynamo, settings }: Stores): Promise<Ledger> {
  return reading(STORE, settings.AWS_ENDPOINT_URL_DYNAMODB, async () => {
    const entries: LedgerEntry[] = [];
    let ExclusiveStartKey: Record<string, NativeAttributeValue> | undefined;
    do {
      const page = await dynamo.send(
        new ScanCommand({ TableName: settings.PAYMENTS_TABLE, ConsistentRead: true, ExclusiveStartKey }),
      );
      entries.push(...(page.Items ?? []).map(toEntry));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
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

function toEntry(item: Readonly<Record<string, unknown>>): LedgerEntry {
  return {
    orderId: Number(item.order_id),
    entryId: String(item.entry_id),
    outcome: String(item.outcome),
    amount: Number(item.amount),
    atMs: Number(item.at),
  };
}
