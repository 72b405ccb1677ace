import type { Order, OrderStatus } from '#functions/order/domain/order';
import type { Bounds } from './rule.ts';

const GOING: readonly OrderStatus[] = ['confirmed', 'preparing', 'out_for_delivery', 'delivered'];

/** An order that has its portions and its money. */
export const isGoing = ({ status }: Order): boolean => GOING.includes(status);
export const isUndone = ({ status }: Order): boolean => status === 'failed' || status === 'cancelled';

/** Whether nothing is left to do for an order until a new request about it. */
export const isAtRest = ({ status, compensationDue }: Order): boolean =>
  status !== 'pending' && !compensationDue;

/** Whether an order is late. While compensation is due, its last write is the decision that owes it. */
export function isOverdue(order: Order, nowMs: number, bounds: Bounds): boolean {
  if (order.status === 'pending') return nowMs > order.deadlineMs + bounds.pendingMs;
  return order.compensationDue && nowMs > order.updatedAtMs + bounds.compensationMs;
}

/**
 * Whether the order's lines and total are those that were charged. They are the quote before the decision. An order that
 * a cancellation or recovery decided, without reading the charge, shows the quote until it is at rest.
 */
export const showsCharge = ({ status, outcome, compensationDue }: Order): boolean =>
  status !== 'pending' && (!compensationDue || outcome === 'confirmed' || outcome === 'payment_failed');

export function describe(order: Order): string {
  const due = order.compensationDue ? ', compensation due' : '';
  return `${order.status} (${order.outcome ?? 'undecided'}, payment ${order.paymentStatus}${due})`;
}
