import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { listOrders } from './domain/get-order.ts';
import { toOrderBody } from './order-body.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.listOrders, shell, async ({ query, user }) => {
  const { orders, next } = await listOrders(deps.orders, {
    userId: user.userId,
    limit: query.limit,
    before: query.cursor,
  });
  return { items: orders.map(toOrderBody), next_cursor: next === undefined ? null : String(next) };
});
