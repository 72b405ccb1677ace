import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { cancelOrder } from './domain/cancel-order.ts';
import { findOrder } from './domain/get-order.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.cancelOrder, shell, {
  find: ({ params }) => findOrder(deps.orders, params.order_id),
  async handle({ remainingMs }, order) {
    await cancelOrder(deps, { order, remainingMs });
    return { message: 'Order cancelled successfully', order_id: order.id };
  },
});
