import type { Payments } from '../domain/ports.ts';
import { countStep } from './count-step.ts';

/**
 * Charges are made once an order; closing one later returns it again, and is not counted.
 * @param onDeclined called for each declined charge
 */
export function countPayments(payments: Payments, onDeclined: () => void): Payments {
  return {
    ...payments,
    async charge(orderId, bill) {
      const charge = await payments.charge(orderId, bill);
      if (charge.outcome === 'charged') countStep('paid');
      if (charge.outcome === 'declined') {
        countStep('declined');
        onDeclined();
      }
      return charge;
    },
  };
}
