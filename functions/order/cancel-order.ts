import { endpoint } from '#shared/http/endpoint';
import { deps, shell } from './deps.ts';
import { cancelOrder } from './domain/cancel-order.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(
  orderRoutes.routes.cancelOrder,
  shell,
  async ({ params, user, remainingMs }) => {
    await cancelOrder(deps, { orderId: params.order_id, userId: user?.userId, remainingMs });
    return { message: 'Order cancelled successfully', order_id: params.order_id };
  },
);
