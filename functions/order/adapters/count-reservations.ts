import type { Inventory } from '../domain/ports.ts';
import { countStep } from './count-step.ts';

/** Reserves are made once an order, whatever is repeated on their way. */
export function countReservations(inventory: Inventory): Inventory {
  return {
    ...inventory,
    async reserve(orderId, lines) {
      const reservation = await inventory.reserve(orderId, lines);
      if (reservation.outcome === 'reserved') countStep('reserved');
      return reservation;
    },
  };
}
