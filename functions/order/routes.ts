import * as z from 'zod';
import type { CachedRead } from '#shared/cache/cached-read';
import { digitsBetween, pathId } from '#shared/http/fields';
import { healthRoute } from '#shared/http/health-route';
import { defineRoutes } from '#shared/http/route';
import { CHAOS_TAG, HEALTH_TAG } from '#shared/http/tags';
import type { Order as StoredOrder } from './domain/order.ts';
import { TIMING } from './domain/timing.ts';
import { Cancellation, IdempotencyKey, Order, OrderPage, PlaceOrder } from './schemas.ts';

const ORDER = {
  id: 411857420189697,
  user_id: 411857420189696,
  total_price: 36000,
  status: 'confirmed',
  created_at: '2026-11-24T09:00:00.000Z',
  updated_at: '2026-11-24T09:00:00.100Z',
  address: '서울시 강남구 123-45',
  phone: '010-1234-5678',
  payment_status: 'completed',
  items: [{ id: 1, menu_id: 1, quantity: 2, price: 18000, name: '후라이드 치킨' }],
};
const orderId = z.object({ order_id: pathId });

export const orderRoutes = defineRoutes(
  {
    service: 'order',
    title: 'Order Service',
    description: 'Orders as a saga: stock is reserved, the payment is charged, and whatever fails is undone.',
    tags: [{ name: '🧾 Orders', description: 'Placing, reading and cancelling' }, CHAOS_TAG, HEALTH_TAG],
  },
  {
    placeOrder: {
      method: 'POST',
      path: '/orders',
      tag: '🧾 Orders',
      summary: 'Place an order',
      description:
        'Checks the token at the user service, reserves the stock at the restaurant service and charges the payment. The answer is the order in its final state; a failed payment is a 201 with status `failed`, and the stock is back. Send an `Idempotency-Key` to be able to retry safely.',
      auth: 'bearer',
      headers: z.object({ 'idempotency-key': IdempotencyKey.optional() }),
      body: PlaceOrder,
      response: Order,
      status: 201,
      errors: [
        'out_of_stock',
        'unauthenticated',
        'not_found',
        'order_in_progress',
        'idempotency_key_reused',
        'dependency_failed',
        'dependency_unavailable',
        'dependency_timeout',
        'order_undecided',
      ],
      faults: ['payment_fail'],
      timeoutSeconds: TIMING.placeOrderMs / 1_000,
      stores: [
        'orders.get',
        'orders.put',
        'orders.update',
        'payments.put',
        'recovery.send',
        'redis',
        'serviceTokens',
      ],
      example: {
        request: {
          items: [{ menu_id: 1, quantity: 2 }],
          address: '서울시 강남구 123-45',
          phone: '010-1234-5678',
        },
        response: ORDER,
      },
    },
    listOrders: {
      method: 'GET',
      path: '/orders',
      tag: '🧾 Orders',
      summary: 'List my orders',
      description: "The caller's own orders, newest first. Pass `next_cursor` as `cursor` for the next page.",
      auth: 'user',
      query: z.object({
        limit: digitsBetween(1, 100).default(20),
        cursor: digitsBetween(0, Number.MAX_SAFE_INTEGER).optional(),
      }),
      response: OrderPage,
      errors: ['unauthenticated'],
      stores: ['orders.query'],
      example: { response: { items: [ORDER], next_cursor: null } },
    },
    getOrder: {
      method: 'GET',
      path: '/orders/{order_id}',
      tag: '🧾 Orders',
      summary: 'Get an order',
      description:
        'Cached for 300 seconds; a change is seen by the next call. With a token, only the owner may look.',
      auth: 'owner',
      ownerOf: ({ value }: CachedRead<string>): number => JSON.parse(value).user_id,
      owned: 'order',
      params: orderId,
      orderId: { part: 'params', field: 'order_id' },
      response: Order,
      cached: true,
      errors: ['unauthenticated', 'forbidden', 'not_found'],
      stores: ['orders.get', 'redis'],
      example: { response: ORDER },
    },
    cancelOrder: {
      method: 'POST',
      path: '/orders/{order_id}/cancel',
      tag: '🧾 Orders',
      summary: 'Cancel an order',
      description:
        'Pending, confirmed and preparing orders can be cancelled. Stock comes back once and the payment is refunded, however many calls race.',
      auth: 'owner',
      ownerOf: ({ userId }: StoredOrder) => userId,
      owned: 'order',
      params: orderId,
      response: Cancellation,
      errors: [
        'already_cancelled',
        'not_cancellable',
        'unauthenticated',
        'forbidden',
        'not_found',
        'dependency_timeout',
        'order_undecided',
      ],
      timeoutSeconds: TIMING.cancelOrderMs / 1_000,
      stores: ['orders.get', 'orders.update', 'payments.put', 'recovery.send', 'redis', 'serviceTokens'],
      example: { response: { message: 'Order cancelled successfully', order_id: ORDER.id } },
    },
    getHealth: healthRoute(
      'it asks everything that an order needs too: the tables of orders and payments, the queue, and whether the user and ' +
        'the restaurant service live, for 2 s at most. It answers 503 if one of them is down. Redis is asked as well, but ' +
        'not needed.',
      ['orders.get', 'payments.get', 'recovery.look', 'redis'],
    ),
  },
);
