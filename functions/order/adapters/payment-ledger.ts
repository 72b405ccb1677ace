import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callDependency } from '#shared/db/dependency';
import { asStep } from '#shared/db/dynamo-step';
import type { StepSpan } from '#shared/telemetry/conventions';
import type { Charge } from '../domain/ports.ts';
import type { LineItem } from './order-item.ts';

const PROVIDER = 'The payment provider';

interface LedgerEntry {
  readonly order_id: number;
  /** The second charge of an order is one that no provider should take. */
  readonly entry_id: 'charge' | 'charge-again' | 'refund';
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
  async function append(step: StepSpan, entry: LedgerEntry): Promise<LedgerEntry> {
    const put = new PutCommand({
      TableName: table,
      Item: entry,
      ConditionExpression: 'attribute_not_exists(order_id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await dynamo.send(asStep({ name: step, result: 'outcome' }, put));
      return entry;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return unmarshall(error.Item) as LedgerEntry;
    }
  }
  return (step: StepSpan, entry: Omit<LedgerEntry, 'at'>): Promise<LedgerEntry> =>
    callDependency(PROVIDER, () => append(step, { ...entry, at: Date.now() }));
}
