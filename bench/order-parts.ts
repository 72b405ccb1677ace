import type { HttpWork, SequenceWork } from './load-plan.ts';
import { orderCalls } from './order-calls.ts';
import type { System } from './system.ts';

/**
 * The parts of an order one after the other, and nothing else of it: the calls at its stores, and an endpoint that does nothing in the
 * place of place-order and of the three that it calls. They run beside each other, as the parts of an order do: the sum of parts that
 * were each measured in a loop of its own, with every cache of the processor to itself, is below what this machine can do.
 */
export async function orderParts(system: System): Promise<SequenceWork> {
  const [user, quote, message, order, reservation, ...rest] = (await orderCalls(system)).steps;
  if (!user || !quote || !message || !order || !reservation) throw new Error('An order calls too few stores');
  const nothing = (service: 'user' | 'restaurant' | 'order'): HttpWork => ({
    kind: 'http',
    url: system.urls[service],
    requests: [{ method: 'GET', path: '/health' }],
    expect: { status: 200 },
  });
  return {
    kind: 'sequence',
    steps: [
      nothing('order'),
      nothing('user'),
      user,
      nothing('restaurant'),
      quote,
      message,
      order,
      nothing('restaurant'),
      reservation,
      ...rest,
    ],
  };
}
