import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callDependency } from '#shared/db/dependency';
import type { Charge } from '../domain/ports.ts';

import type { LineItem } from './order-item.ts';

const PROVIDER = 'The payment provider';

interface LedgerEntry {
  readonly order_id: number;
  readonly entry_id: 'charge' | 'refund';
  readonly outcome: Charge['outcome'] | 'refunded';
  readonly amount: number;
  readonly lines?: readonly LineItem[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Appends an entry to the ledger, unless one is there already.
 * @returns the first entry, which counts
 */
export function createLedger(dynamo: DynamoDBDocumentClient, table: string) {
  async function append(entry: LedgerEntry): Promise<LedgerEntry> {
    try {
      await dynamo.send(
        new PutCommand({
          TableName: table,
          Item: entry,
          ConditionExpression: 'attribute_not_exists(order_id)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return entry;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return unmarshall(error.Item) as LedgerEntry;
    }
  }
  return (entry: Omit<LedgerEntry, 'at'>): Promise<LedgerEntry> =>
    callDependency(PROVIDER, () => append({ ...entry, at: Date.now() }));
}
