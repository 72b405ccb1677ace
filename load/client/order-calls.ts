import { randomUUID } from 'node:crypto';
import { orderRoutes } from '#functions/order/routes';
import { cancelAttempt, orderAttempt } from './attempt-of.ts';
import type { Reply } from './caller.ts';
import { authorised, noteRefusal, type Visit } from './visit.ts';

const ADDRESS = { address: '서울시 강남구 123-45', phone: '010-1234-5678' };
const IN_PROGRESS = 'order_in_progress';
const FIRST_SERVER_ERROR = 500;

/** Calls of the order service, by the visit's user. Each returns the body of a success. */
export function orderCalls(visit: Visit) {
  const { caller, history, retries } = visit;

  async function tryToPlace(menuId: number, key: string | undefined, isRetry: boolean) {
    const items = [{ menu_id: menuId, quantity: 1 }];
    const reply = await caller.call(
      orderRoutes,
      'placeOrder',
      {
        body: { items, ...ADDRESS },
        headers: { ...authorised(visit), ...(key !== undefined && { 'idempotency-key': key }) },
      },
      { ...(isRetry && { step: 'place-order again' }), detail: ({ status }) => status },
    );
    history?.write(orderAttempt(visit, reply, { key, items }));
    noteRefusal(visit, reply.status);
    return reply;
  }

  return {
    /** Orders one portion; where the plan says so, again under the same key until there is an answer that counts. */
    async placeOrder(menuId: number) {
      const key = visit.hasIdempotencyKeys ? randomUUID() : undefined;
      let reply = await tryToPlace(menuId, key, false);
      for (let retry = 0; retry < retries.most && isWorthRetrying(reply); retry++) {
        await visit.pause(visit.random.next() * retries.backoff_ms * 2 ** retry);
        reply = await tryToPlace(menuId, key, true);
      }
      return reply.body;
    },
    async cancelOrder(orderId: number) {
      const reply = await caller.call(orderRoutes, 'cancelOrder', {
        params: { order_id: orderId },
        headers: authorised(visit),
      });
      history?.write(cancelAttempt(visit, reply, orderId));
      noteRefusal(visit, reply.status);
      return reply.body;
    },
    async getOrder(orderId: number) {
      const { body, status } = await caller.call(
        orderRoutes,
        'getOrder',
        { params: { order_id: orderId }, headers: authorised(visit) },
        { detail: (order) => order.status },
      );
      noteRefusal(visit, status);
      return body;
    },
    async listOrders() {
      const { body, status } = await caller.call(orderRoutes, 'listOrders', { headers: authorised(visit) });
      noteRefusal(visit, status);
      return body;
    },
  };
}

/** No answer, one that cannot be read, a 5xx, or an order under way: the client does not know whether it has an order. */
const isWorthRetrying = ({ body, status = FIRST_SERVER_ERROR, problem }: Reply<unknown>): boolean =>
  body === undefined && (status < 300 || status >= FIRST_SERVER_ERROR || problem?.code === IN_PROGRESS);
