import type { Recipe } from './recipe.ts';

/** The variable that the good events name. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: event files name their variables so
const GOOD_ID = '${ORDER_ID}';

/** The paths of an event file for `GET /orders/{order_id}`, changed to those of the new endpoint. */
const pathsOf = (id: string) =>
  [
    ['/orders/{order_id}', '/orders/{order_id}/payments'],
    [`/orders/${id}`, `/orders/${id}/payments`],
  ] as const;

/** `GET /orders/{order_id}/payments`: reads the ledger, which no route of the service reads today. */
export const PAYMENT_HISTORY: Recipe = {
  name: 'an endpoint that also reads the ledger',
  mostFiles: 12,
  edits: [
    {
      kind: 'insert',
      file: 'functions/order/routes.ts',
      before: '    cancelOrder: {',
      text: `    getPaymentHistory: {
      method: 'GET',
      path: '/orders/{order_id}/payments',
      tag: '🧾 Orders',
      summary: 'Get the payments of an order',
      description: 'What was charged and given back, oldest first. With a token, only the owner may look.',
      auth: 'owner',
      ownerOf: ({ userId }: StoredOrder) => userId,
      owned: 'order',
      params: orderId,
      response: PaymentHistory,
      errors: ['unauthenticated', 'forbidden', 'not_found', 'dependency_unavailable', 'dependency_timeout'],
      stores: ['orders.get', 'payments.query'],
      example: {
        response: {
          order_id: ORDER.id,
          entries: [{ outcome: 'charged', amount: 36000, at: ORDER.created_at }],
        },
      },
    },
`,
    },
    {
      kind: 'insert',
      file: 'functions/order/routes.ts',
      before: ', PlaceOrder }',
      text: ', PaymentHistory',
    },
    {
      kind: 'insert',
      file: 'functions/order/schemas.ts',
      before: 'export const Cancellation',
      text: `export const PaymentHistory = z
  .object({
    order_id: id,
    entries: z.array(
      z.object({
        outcome: z.enum(['charged', 'declined', 'void', 'refunded']),
        amount: z.int(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'PaymentHistory' });

`,
    },
    {
      kind: 'new',
      file: 'functions/order/get-payment-history.ts',
      fixture: 'payment-history/get-payment-history.ts.txt',
    },
    {
      kind: 'new',
      file: 'functions/order/domain/payment-history.ts',
      fixture: 'payment-history/payment-history.ts.txt',
    },
    {
      kind: 'new',
      file: 'functions/order/domain/payment-history.test.ts',
      fixture: 'payment-history/payment-history.test.ts.txt',
    },
    {
      kind: 'new',
      file: 'functions/order/adapters/dynamo-ledger.ts',
      fixture: 'payment-history/dynamo-ledger.ts.txt',
    },
    {
      kind: 'insert',
      file: 'functions/order/deps.ts',
      before: 'import { createDynamoOrderBatches }',
      text: "import { createDynamoLedger } from './adapters/dynamo-ledger.ts';\n",
    },
    {
      kind: 'insert',
      file: 'functions/order/deps.ts',
      before: '    inventory: via(',
      text: "    ledger: via('dynamodb')(createDynamoLedger(dynamo, env.PAYMENTS_TABLE)),\n",
    },
    {
      kind: 'insert',
      file: 'stacks/order-stack.ts',
      before: "      'recovery.send': grant(",
      text: "      'payments.query': grant('dynamodb:Query', payments),\n",
    },
    {
      kind: 'insert',
      file: 'tests/stacks/used-rights.ts',
      before: "    'recovery.send': [",
      text: "    'ledger.list': ['payments.query'],\n",
    },
    {
      kind: 'copy',
      file: 'events/order/get-payment-history.json',
      from: 'events/order/get-order.json',
      replace: pathsOf(GOOD_ID),
    },
    {
      kind: 'copy',
      file: 'events/order/get-payment-history.bad.json',
      from: 'events/order/get-order.bad.json',
      replace: pathsOf('abc'),
    },
  ],
};
