import { ATTRIBUTE, METRIC, type OrderStep } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { annotate } from '#shared/telemetry/tracing';
import { isOwn } from '../domain/order.ts';
import type { Change, Inventory, OrderStore, Payments, Put } from '../domain/ports.ts';

// A step is counted where a port returns that this call made it, so that a repeat does not count again. Two counts can be
// off: a step is missed if its answer was lost and only the re-read showed it, and `compensated` counts twice if an
// invocation and recovery settle the same order at the same time, because both win.

/** Counts what the store decides, and names the order on the span under way. */
export function countOrders<Store extends OrderStore>(orders: Store): Store {
  const counting: OrderStore = {
    ...orders,
    get(orderId) {
      nameOrder(orderId);
      return orders.get(orderId);
    },
    async put(order, idempotency) {
      nameOrder(order.id);
      const put = await orders.put(order, idempotency);
      if (isPlaced(put, order.attempts.placed)) countStep('placed');
      return put;
    },
    async update(orderId, change) {
      nameOrder(orderId);
      const updated = await orders.update(orderId, change);
      const { stamp } = change;
      if (updated.won || (stamp && isOwn(updated.order, stamp.step, stamp.attempt)))
        countStep(stepOf(change));
      return updated;
    },
  };
  return { ...orders, ...counting };
}

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

/** Ours may be there already: the SDK's second try finds what its first has put. */
function isPlaced(put: Put, attempt = ''): boolean {
  return put.kind === 'placed' || (put.kind === 'exists' && isOwn(put.order, 'placed', attempt));
}

/** What leaves the status as it is settles the order. */
function stepOf({ status }: Change): OrderStep {
  return status === 'confirmed' || status === 'failed' || status === 'cancelled' ? status : 'compensated';
}

const countStep = (step: OrderStep): void => count(METRIC.orderSteps, { [ATTRIBUTE.orderStep]: step });
const nameOrder = (orderId: number): void => annotate({ [ATTRIBUTE.orderId]: orderId });
