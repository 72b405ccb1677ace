import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callDependency } from '#shared/db/dependency';
import type { Charge, Payments } from '../domain/ports.ts';
import { fromLineItems, type LineItem, toLineItems } from './order-item.ts';

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
 * A simulated payment provider with a ledger of its own that is only ever appended to: one place for an order's
 * charge, with the lines it is for, one for its refund. The first entry stands; a repeat gets it back.
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
  async function chargeEntry(orderId: number, { outcome, amount, lines }: Charge): Promise<Charge> {
    const stands = await callDependency(PROVIDER, () =>
      append({
        order_id: orderId,
        entry_id: 'charge',
        outcome,
        amount,
        ...(lines && { lines: toLineItems(lines) }),
        at: Date.now(),
      }),
    );
    return {
      outcome: stands.outcome as Charge['outcome'],
      amount: stands.amount,
      lines: stands.lines && fromLineItems(stands.lines),
    };
  }
  return {
    charge: (orderId, { lines, totalPrice }) =>
      chargeEntry(orderId, { outcome: declines() ? 'declined' : 'charged', amount: totalPrice, lines }),
    close: (orderId) => chargeEntry(orderId, { outcome: 'void', amount: 0 }),
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
