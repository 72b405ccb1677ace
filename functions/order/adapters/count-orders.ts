import type { OrderStep } from '#shared/telemetry/conventions';
import { isOwn } from '../domain/order.ts';
import type { Change, OrderStore, Put } from '../domain/ports.ts';
import { annotateOrder, annotateOrderId } from './annotate-order.ts';
import { countStep } from './count-step.ts';

/** Counts what the store decides, and records the order and its state on the span under way. */
export function countOrders<Store extends OrderStore>(orders: Store): Store {
  const counting: OrderStore = {
    ...orders,
    get(orderId) {
      annotateOrderId(orderId);
      return orders.get(orderId);
    },
    async put(order, idempotency) {
      annotateOrderId(order.id);
      const put = await orders.put(order, idempotency);
      if (isPlaced(put, order.attempts.placed)) {
        annotateOrder(order);
        countStep('placed');
      }
      return put;
    },
    async update(orderId, change) {
      annotateOrderId(orderId);
      const updated = await orders.update(orderId, change);
      annotateOrder(updated.order);
      const { stamp } = change;
      if (updated.won || (stamp && isOwn(updated.order, stamp.step, stamp.attempt)))
        countStep(stepOf(change));
      return updated;
    },
  };
  return { ...orders, ...counting };
}

/** Our own item may be the one in the way: the SDK's second try finds what its first has put. */
function isPlaced(put: Put, attempt = ''): boolean {
  return put.kind === 'placed' || (put.kind === 'exists' && isOwn(put.order, 'placed', attempt));
}

/** A change that leaves the status as it is settles the order. */
function stepOf({ status }: Change): OrderStep {
  return status === 'confirmed' || status === 'failed' || status === 'cancelled' ? status : 'compensated';
}
