import type { Lab, Own, Prepared } from './form.ts';
import { orderIdIn } from './judge-orders.ts';
import { placeOrder } from './place-order.ts';

/** Places an order that nothing happens to. A rule under which the system is explored may fail it, so it is tried again. */
export async function placedOrder(lab: Lab, own: Own): Promise<Prepared> {
  for (let tries = 0; tries < 3; tries++) {
    const answer = await placeOrder(lab, own, () => ({ 'x-request-id': `${own.id}.before` }));
    const orderId = orderIdIn(answer);
    if (answer.status === 201 && orderId !== undefined) return { orderId };
  }
  return {};
}
