import type { Dynamo } from '#shared/db/dynamo';
import type { ClientSeam, PaymentCall } from '#shared/faults/modes/calls';
import { STEP_SPAN, type StepSpan } from '#shared/telemetry/conventions';
import type { Charge, Payments } from '../domain/ports.ts';
import { fromLineItems, toLineItems } from './order-item.ts';
import { createLedger } from './payment-ledger.ts';

/**
 * A simulated payment provider with an append-only ledger of its own: one entry for an order's
 * charge, with its lines, and one for its refund. The first entry stands; a repeat returns it.
 * @param decide lets faults act on the decision about a new charge
 */
export function createDynamoPayments(dynamo: Dynamo, table: string, decide: ClientSeam<'payment'>): Payments {
  const append = createLedger(dynamo, table);
  async function chargeEntry(
    step: StepSpan,
    orderId: number,
    { outcome, amount, lines }: Charge,
    entry: PaymentCall['entry'] = 'charge',
  ): Promise<Charge> {
    const stands = await append(step, {
      order_id: orderId,
      entry_id: entry,
      outcome,
      amount,
      ...(lines && { lines: toLineItems(lines) }),
    });
    return {
      outcome: stands.outcome as Charge['outcome'],
      amount: stands.amount,
      lines: stands.lines && fromLineItems(stands.lines),
    };
  }
  return {
    charge(orderId, { lines, totalPrice }) {
      const decision: PaymentCall = { orderId, outcome: 'charged', entry: 'charge' };
      return decide(decision, () => {
        const { outcome, entry } = decision;
        return chargeEntry(STEP_SPAN.charge, orderId, { outcome, amount: totalPrice, lines }, entry);
      });
    },
    close: (orderId) => chargeEntry(STEP_SPAN.closeCharge, orderId, { outcome: 'void', amount: 0 }),
    async refund(orderId, amount) {
      const entry = { order_id: orderId, entry_id: 'refund', outcome: 'refunded', amount } as const;
      await append(STEP_SPAN.refund, entry);
    },
  };
}
