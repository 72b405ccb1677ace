import type { Recipe } from './recipe.ts';

/** The variable that the good events name. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: event files name their variables so
const GOOD_ID = '${ORDER_ID}';

/** The paths of an event file for `GET /orders/{order_id}`, changed to those of the new endpoint. */
const pathsOf = (id: string) =>
  [
    ['/orders/{order_id}', '/orders/{order_id}/timeline'],
    [`/orders/${id}`, `/orders/${id}/timeline`],
  ] as const;

/** `GET /orders/{order_id}/timeline`, from what the order's item holds already. */
export const ORDER_TIMELINE: Recipe = {
  name: 'an endpoint from data that its service has',
  mostFiles: 7,
  edits: [
    {
      kind: 'insert',
      file: 'functions/order/routes.ts',
      before: '    cancelOrder: {',
      text: `    getOrderTimeline: {
      method: 'GET',
      path: '/orders/{order_id}/timeline',
      tag: '🧾 Orders',
      summary: 'Get the timeline of an order',
      description: 'What happened to the order, oldest first. With a token, only the owner may look.',
      auth: 'owner',
      ownerOf: ({ userId }: StoredOrder) => userId,
      owned: 'order',
      params: orderId,
      response: OrderTimeline,
      errors: ['unauthenticated', 'forbidden', 'not_found'],
      stores: ['orders.get'],
      example: { response: { order_id: ORDER.id, events: [{ event: 'placed', at: ORDER.created_at }] } },
    },
`,
    },
    {
      kind: 'insert',
      file: 'functions/order/routes.ts',
      before: ', PlaceOrder }',
      text: ', OrderTimeline',
    },
    {
      kind: 'insert',
      file: 'functions/order/schemas.ts',
      before: 'export const Cancellation',
      text: `export const OrderTimeline = z
  .object({
    order_id: id,
    events: z.array(z.object({ event: z.enum(['placed', 'decided', 'cancelled']), at: instant })),
  })
  .meta({ id: 'OrderTimeline' });

`,
    },
    {
      kind: 'new',
      file: 'functions/order/get-order-timeline.ts',
      fixture: 'order-timeline/get-order-timeline.ts.txt',
    },
    {
      kind: 'new',
      file: 'functions/order/domain/order-timeline.ts',
      fixture: 'order-timeline/order-timeline.ts.txt',
    },
    {
      kind: 'new',
      file: 'functions/order/domain/order-timeline.test.ts',
      fixture: 'order-timeline/order-timeline.test.ts.txt',
    },
    {
      kind: 'copy',
      file: 'events/order/get-order-timeline.json',
      from: 'events/order/get-order.json',
      replace: pathsOf(GOOD_ID),
    },
    {
      kind: 'copy',
      file: 'events/order/get-order-timeline.bad.json',
      from: 'events/order/get-order.bad.json',
      replace: pathsOf('abc'),
    },
  ],
};
