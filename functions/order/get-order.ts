import { cachedRead } from '#shared/cache/cached-read';
import { AppError } from '#shared/errors';
import { endpoint } from '#shared/http/endpoint';
import { jsonText } from '#shared/http/reply';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { annotate } from '#shared/telemetry/tracing';
import { orderCacheKey } from './adapters/redis-order-cache.ts';
import { cache, deps, shell } from './deps.ts';
import { findOrder, refuseStranger } from './domain/get-order.ts';
import { toOrderBody } from './order-body.ts';
import { orderRoutes } from './routes.ts';

const TTL_SECONDS = 300;

export const handler = endpoint(orderRoutes.routes.getOrder, shell, async ({ params, user }) => {
  annotate({ [ATTRIBUTE.orderId]: params.order_id });
  const { value, state } = await cachedRead(cache, orderCacheKey(params.order_id), TTL_SECONDS, async () => {
    const order = await findOrder(deps.orders, params.order_id);
    return order && JSON.stringify(toOrderBody(order));
  });
  if (value === undefined) throw new AppError('not_found', 'Order not found');
  if (user) refuseStranger(JSON.parse(value).user_id, user.userId);
  return jsonText(value, { headers: { 'x-cache': state } });
});
