import { AppError } from '#shared/errors';
import type { Order } from './order.ts';
import type { ListedOrder, OrderLists, OrderStore } from './ports.ts';

/** @throws AppError `not_found` where there is no such order, or only its tombstone */
export async function findOrder(orders: Pick<OrderStore, 'get'>, orderId: number): Promise<Order> {
  const order = await orders.get(orderId);
  if (!order || order.status === 'void') throw new AppError('not_found', 'Order not found');
  return order;
}

export interface OrderPage {
  readonly orders: readonly ListedOrder[];
  /** Id of the last order of the page where more may follow. */
  readonly next: number | undefined;
}

/** Lists one page of a user's own orders, newest first. */
export async function listOrders(
  lists: OrderLists,
  { userId, limit, before }: { userId: number; limit: number; before: number | undefined },
): Promise<OrderPage> {
  const found = await lists.list(userId, limit + 1, before);
  const orders = found.slice(0, limit);
  return { orders, next: found.length > limit ? orders.at(-1)?.id : undefined };
}
