import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callDependency } from '#shared/db/dependency';
import type { Charge, Payments } from '../domain/ports.ts';

const PROVIDER = 'The payment provider';

interface LedgerEntry {
  readonly order_id: number;
  readonly entry_id: 'charge' | 'refund';
  readonly outcome: Charge | 'refunded';
  readonly amount: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A simulated payment provider with a ledger of its own that is only ever appended to: one place for an order's
 * charge, one for its refund. The first entry stands; a repeat is told what it says.
 * @param declines draws whether a new charge is declined
 */
export function createDynamoPayments(
  dynamo: DynamoDBDocumentClient,
  table: string,
  declines: () => boolean,
): Payments {
  /** @returns the entry that stands */
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
  const chargeEntry = async (orderId: number, outcome: Charge, amount: number): Promise<Charge> => {
    const entry = { order_id: orderId, entry_id: 'charge', outcome, amount, at: Date.now() } as const;
    return (await callDependency(PROVIDER, () => append(entry))).outcome as Charge;
  };
  return {
    charge: (orderId, amount) => chargeEntry(orderId, declines() ? 'declined' : 'charged', amount),
    close: (orderId) => chargeEntry(orderId, 'void', 0),
    async refund(orderId, amount) {
      const entry = {
        order_id: orderId,
        entry_id: 'refund',
        outcome: 'refunded',
        amount,
        at: Date.now(),
      } as const;
      await callDependency(PROVIDER, () => append(entry));
    },
  };
}
