import type { Order, OrderStatus } from '../api/wire.ts';

/** The way of an order that goes well. */
export const STEPS = ['pending', 'confirmed', 'preparing', 'out_for_delivery', 'delivered'] as const;

/** Steps that an order has reached, the present one included; 0 for one that failed or was cancelled. */
export const stepsReached = (status: OrderStatus): number =>
  (STEPS as readonly OrderStatus[]).indexOf(status) + 1;

const CANCELLABLE: readonly OrderStatus[] = ['pending', 'confirmed', 'preparing'];

export const isCancellable = ({ status }: Order): boolean => CANCELLABLE.includes(status);
