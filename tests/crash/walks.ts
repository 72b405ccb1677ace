import { type Answer, send, type TestUser } from '#tests/support/api/client';
import type { CrashCase, Strike } from './cases.ts';
import type { CrashEngine } from './crash-engine.ts';

/** A way through one function, and every point at which it waits for something outside. */
export interface Walk {
  readonly name: string;
  /** Key of the function that is stopped. */
  readonly function: string;
  /** All its points; those that another walk shares are struck there. */
  readonly points: readonly string[];
  readonly shared?: readonly string[];
  /** Faults that prepare the order. */
  readonly given?: readonly Strike[];
  /** Every payment is declined meanwhile. */
  readonly declined?: boolean;
  /** Answer of the function with the fault; undefined for a function without a caller. */
  readonly run: (context: WalkContext) => Promise<Answer | undefined>;
}

export interface WalkContext {
  readonly api: CrashEngine['api'];
  readonly buyer: TestUser;
  readonly crashCase: CrashCase;
}

const PLACE = 'order/place-order';
const CANCEL = 'order/cancel-order';
const RECOVER = 'order/recover-order';

const CHECKS = ['user POST /validate', 'restaurant GET /menus/{id}'];
const RESERVE = 'restaurant POST /inventory/reservations';
const SEND = 'SQS SendMessage';
const PUT = 'DynamoDB PutItem order';
const CONFIRM = 'DynamoDB UpdateItem order: confirmed';
const FAIL = 'DynamoDB UpdateItem order: failed';
const CANCELLED = 'DynamoDB UpdateItem order: cancelled';
const GET = 'DynamoDB GetItem order';
const BUMP = 'Redis SET generation';
const RELEASE = 'restaurant POST /inventory/reservations/{id}/release';
const GIVE_BACK = [RELEASE, 'DynamoDB PutItem closed charge'];
const REFUND = 'DynamoDB PutItem refund';
const SETTLED = ['DynamoDB UpdateItem order: settled', BUMP];
const CHARGE = 'DynamoDB PutItem charge';

const CUT_OFF_BEFORE_CONFIRM: Strike = { function: PLACE, point: CONFIRM, fault: 'refused', forGood: true };

export const idempotencyKeyOf = ({ requestId }: CrashCase): string => `key-${requestId}`;

export function place(
  { api, buyer, crashCase }: WalkContext,
  { quantity = 1, menuId = 1, headers = {} }: PlaceOptions = {},
): Promise<Answer> {
  const requestId = { 'x-request-id': crashCase.requestId };
  return api.order(buyer, [{ menu_id: menuId, quantity }], { ...requestId, ...headers });
}
interface PlaceOptions {
  readonly quantity?: number;
  readonly menuId?: number;
  readonly headers?: Record<string, string>;
}

const placeWithKey = (context: WalkContext): Promise<Answer> =>
  place(context, { headers: { 'idempotency-key': idempotencyKeyOf(context.crashCase) } });

/** The order was read before, so that a copy of it lies in the cache. */
async function placeAndCancel(context: WalkContext): Promise<Answer> {
  const { body } = await place(context);
  await context.api.getOrder(body.id);
  return send('POST', `${context.api.urls.order}/orders/${body.id}/cancel`, {
    headers: { 'x-request-id': context.crashCase.requestId },
  });
}

export const WALKS: readonly Walk[] = [
  {
    name: 'place-order',
    function: PLACE,
    points: [...CHECKS, SEND, PUT, RESERVE, CHARGE, CONFIRM, BUMP],
    run: (context) => place(context),
  },
  {
    name: 'place-order with a key',
    function: PLACE,
    points: [
      ...CHECKS,
      'DynamoDB GetItem key',
      SEND,
      'DynamoDB TransactWriteItems order and key',
      RESERVE,
      CHARGE,
      CONFIRM,
      BUMP,
    ],
    shared: [...CHECKS, SEND, RESERVE, CHARGE, CONFIRM, BUMP],
    run: placeWithKey,
  },
  {
    name: 'place-order, payment declined',
    function: PLACE,
    points: [...CHECKS, SEND, PUT, RESERVE, CHARGE, FAIL, ...GIVE_BACK, ...SETTLED],
    shared: [...CHECKS, SEND, PUT, RESERVE],
    declined: true,
    run: (context) => place(context),
  },
  {
    name: 'place-order, out of stock',
    function: PLACE,
    points: [...CHECKS, SEND, PUT, RESERVE, FAIL, BUMP],
    shared: [...CHECKS, SEND, PUT],
    run: (context) => place(context, { menuId: 6, quantity: 1_000 }),
  },
  {
    name: 'cancel-order',
    function: CANCEL,
    points: [GET, SEND, CANCELLED, ...GIVE_BACK, REFUND, ...SETTLED],
    run: placeAndCancel,
  },
  {
    name: 'recover-order, pending and charged',
    function: RECOVER,
    points: [GET, FAIL, ...GIVE_BACK, REFUND, ...SETTLED],
    given: [CUT_OFF_BEFORE_CONFIRM],
    run: (context) => place(context).then(() => undefined),
  },
  {
    name: 'recover-order, restaurant down',
    function: RECOVER,
    points: [GET, FAIL, ...GIVE_BACK, SEND, REFUND, ...SETTLED],
    shared: [GET, FAIL, ...GIVE_BACK, REFUND, ...SETTLED],
    given: [CUT_OFF_BEFORE_CONFIRM, { function: RECOVER, point: RELEASE, fault: 'refused' }],
    run: (context) => place(context).then(() => undefined),
  },
  {
    name: 'recover-order, never placed',
    function: RECOVER,
    points: [GET, 'DynamoDB PutItem tombstone'],
    given: [{ function: PLACE, point: PUT, fault: 'refused', forGood: true }],
    run: (context) => place(context).then(() => undefined),
  },
  {
    name: 'recover-order, cancellation announced',
    function: RECOVER,
    points: [GET, BUMP, CANCELLED, ...GIVE_BACK, REFUND, 'DynamoDB UpdateItem order: settled'],
    shared: [GET, BUMP, ...GIVE_BACK, REFUND, 'DynamoDB UpdateItem order: settled'],
    given: [{ function: CANCEL, point: CANCELLED, fault: 'refused', forGood: true }],
    run: (context) => placeAndCancel(context).then(() => undefined),
  },
];
