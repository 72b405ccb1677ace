import { endpoint } from '#shared/http/endpoint';
import { annotateOrder } from './adapters/annotate-order.ts';
import { idempotencyOf } from './adapters/idempotency.ts';
import { deps, shell } from './deps.ts';
import { placeOrder } from './domain/place-order.ts';
import { toOrderBody } from './order-body.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(
  orderRoutes.routes.placeOrder,
  shell,
  async ({ body, headers, token, remainingMs }) => {
    const order = await placeOrder(deps, {
      token,
      lines: body.items.map(({ menu_id, quantity }) => ({ menuId: menu_id, quantity })),
      address: body.address,
      phone: body.phone,
      idempotencyOf: idempotencyOf(headers['idempotency-key'], body),
      remainingMs,
    });
    // A repeat under an Idempotency-Key writes nothing, but its answer too may be a failed order.
    annotateOrder(order);
    return toOrderBody(order);
  },
);
