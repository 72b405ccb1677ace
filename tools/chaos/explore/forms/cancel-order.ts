import { contradiction, outcomeOf, wrongEnd } from '#lab/outcomes';
import { type Answer, send } from '../send.ts';
import type { Form, HeadersOf, Lab, Own, Prepared } from './form.ts';
import { saysNothing } from './judge-orders.ts';
import { placedOrder } from './placed-order.ts';

function cancel({ system, buyer }: Lab, orderId: number, headers: ReturnType<HeadersOf>): Promise<Answer> {
  return send({
    method: 'POST',
    url: `${system.urls.order}/orders/${orderId}/cancel`,
    headers: { authorization: `Bearer ${buyer.token}`, ...headers },
  });
}

/** The order was read before, so that a copy of it lies in the cache. */
async function placedAndRead(lab: Lab, own: Own): Promise<Prepared> {
  const prepared = await placedOrder(lab, own);
  await send({ method: 'GET', url: `${lab.system.urls.order}/orders/${prepared.orderId}` });
  return prepared;
}

export const cancelOrderForm: Form = {
  route: 'POST /orders/{order_id}/cancel',
  variant: '',
  expects: 200,
  prepare: placedAndRead,
  ask: async (...[lab, , headersOf, { orderId = 0 }]) => [await cancel(lab, orderId, headersOf())],
  script: [
    'const { body } = await place(buyer, { headers: {} });',
    `await call('GET', \`\${order}/orders/\${body.id}\`);`,
    `const answer = await call('POST', \`\${order}/orders/\${body.id}/cancel\`, { headers: faults, token: buyer });`,
    `const { status } = (await call('GET', \`\${order}/orders/\${body.id}\`)).body;`,
    "if (answer.status === 200) expect(status).toBe('cancelled');",
  ],
  judge({ answers: [answer], prepared: { orderId }, mayBeUnknown }, { snapshot }) {
    const outcome = outcomeOf(orderId, snapshot);
    // A cancellation that was announced may be carried out after its caller was answered.
    const isOpen = mayBeUnknown || answer?.status !== 200 || saysNothing(answer);
    return {
      end: outcome.status,
      orderIds: orderId === undefined ? [] : [orderId],
      problem: wrongEnd(outcome) ?? (answer && contradiction(answer, outcome, { mayBeUnknown: isOpen })),
    };
  },
};
