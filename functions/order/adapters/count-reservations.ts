import type { Inventory } from '../domain/ports.ts';
import { countStep } from './count-step.ts';

/** Counts reservations: one for each order, however often the call is repeated. */
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
