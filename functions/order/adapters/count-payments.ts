import type { Payments } from '../domain/ports.ts';
import { countStep } from './count-step.ts';

/** Counts charges: one for each order. Closing a charge later returns it again, and is not counted. */
export function countPayments(payments: Payments): Payments {
  return {
    ...payments,
    async charge(orderId, bill) {
      const charge = await payments.charge(orderId, bill);
      if (charge.outcome === 'charged') countStep('paid');
      if (charge.outcome === 'declined') countStep('declined');
      return charge;
    },
  };
}
