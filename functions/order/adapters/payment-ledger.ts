import { callDependency } from '#shared/db/dependency';
import type { Dynamo, PutInput } from '#shared/db/dynamo';
import { failedCondition } from '#shared/db/dynamo-refusals';
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
export function createLedger(dynamo: Dynamo, table: string) {
  async function append(step: StepSpan, entry: LedgerEntry): Promise<LedgerEntry> {
    const put: PutInput = {
      TableName: table,
      Item: { ...entry },
      ConditionExpression: 'attribute_not_exists(order_id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
    try {
      await dynamo.put(put, { name: step, result: 'outcome' });
      return entry;
    } catch (error) {
      const first = failedCondition(error)?.item;
      if (!first) throw error;
      return first as unknown as LedgerEntry;
    }
  }
  return (step: StepSpan, entry: Omit<LedgerEntry, 'at'>): Promise<LedgerEntry> =>
    callDependency(PROVIDER, () => append(step, { ...entry, at: Date.now() }));
}
