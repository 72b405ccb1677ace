import { inParallel } from '#shared/in-parallel';
import { createApi, type TestUser, uniqueName } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';
import type { HttpRequest, HttpWork } from './load-plan.ts';
import { watchStock } from './stock.ts';

/** Data that endpoints need before they are measured. */
export interface Stage {
  readonly api: ReturnType<typeof createApi>;
  readonly buyers: readonly TestUser[];
  readonly buyer: TestUser;
  readonly orderId: number;
}

export interface Endpoint {
  readonly row: string;
  /** @default 1, 8, 32, 128 */
  readonly connections?: readonly number[];
  readonly service: 'user' | 'restaurant' | 'order';
  readonly expect: HttpWork['expect'];
  /** Row of the limit that it is nearest to, or {@link FLOOR}. */
  readonly limit?: string;
  /** The requests, sent in turn; `count` is how many are needed where each is sent only once. */
  readonly requests: (
    stage: Stage,
    count: number,
  ) => Promise<readonly HttpRequest[]> | readonly HttpRequest[];
  readonly once?: boolean;
  /**
   * Whether it is measured after the others, as it changes what they would show: it places orders, whose recovery follows 30 s
   * later, or sets faults. @default false
   */
  readonly comesLast?: boolean;
  /** Reads the state before the load; the returned check throws if the state afterwards is inconsistent with it. */
  readonly watch?: (stage: Stage) => Promise<(outcomes: Readonly<Record<string, number>>) => Promise<void>>;
}

/** The limit that is compared by processor time (floor.ts). */
export const FLOOR = 'order-parts';
export const CONNECTIONS: readonly number[] = [1, 8, 32, 128];
const BUYERS = 32;
const PLENTY = 1_000_000;
const PASSWORD = 'correct horse';
export const ORDERED_MENU = 1;
const HOT_MENU = 2;
const OK = { status: 200 };
const ORDER_BODY = {
  items: [{ menu_id: ORDERED_MENU, quantity: 1 }],
  address: '서울시 강남구 123-45',
  phone: '010-1234-5678',
};
const LISTED_ORDERS = 20;

const get = (path: string): readonly HttpRequest[] => [{ method: 'GET', path }];

export const ENDPOINTS: readonly Endpoint[] = [
  {
    row: 'list-menus',
    service: 'restaurant',
    expect: OK,
    limit: 'empty-handler',
    requests: () => get('/menus'),
  },
  {
    row: 'get-menu',
    service: 'restaurant',
    expect: OK,
    limit: 'empty-handler',
    requests: () => get(`/menus/${HOT_MENU}`),
  },
  {
    row: 'list-restaurants',
    service: 'restaurant',
    expect: OK,
    limit: 'empty-handler',
    requests: () => get('/restaurants'),
  },
  {
    row: 'deduct',
    service: 'restaurant',
    limit: 'lock-update',
    expect: OK,
    requests: () => [{ method: 'PUT', path: `/inventory/${HOT_MENU}`, json: { quantity: 1 } }],
  },
  {
    row: 'restore',
    service: 'restaurant',
    limit: 'lock-update',
    expect: OK,
    requests: () => [{ method: 'PUT', path: `/inventory/${HOT_MENU}/restore`, json: { quantity: 1 } }],
  },
  {
    row: 'signup',
    service: 'user',
    limit: 'password-hash',
    expect: { status: 201 },
    once: true,
    requests: (_, count) => Array.from({ length: count }, signUp),
  },
  {
    row: 'login',
    service: 'user',
    limit: 'password-hash',
    expect: { ...OK, contains: 'access_token' },
    requests: ({ buyers }) => buyers.map(logIn),
  },
  {
    row: 'get-user',
    service: 'user',
    expect: OK,
    limit: 'empty-handler',
    requests: ({ buyer }) => get(`/users/${buyer.id}`),
  },
  {
    row: 'validate',
    service: 'user',
    limit: 'empty-handler',
    expect: OK,
    requests: ({ buyers }) => buyers.map(({ token }) => ({ method: 'POST', path: '/validate', token })),
  },
  {
    row: 'get-order',
    service: 'order',
    expect: OK,
    limit: 'empty-handler',
    requests: ({ orderId }) => get(`/orders/${orderId}`),
  },
  {
    row: 'list-orders',
    service: 'order',
    limit: 'empty-handler',
    expect: OK,
    requests: ({ buyer }) => [{ method: 'GET', path: '/orders', token: buyer.token }],
  },
  { row: 'health', service: 'order', expect: OK, limit: 'empty-handler', requests: () => get('/health') },
  {
    row: 'place-order',
    service: 'order',
    comesLast: true,
    limit: FLOOR,
    expect: { status: 201, contains: '"status":"confirmed"' },
    requests: ({ buyers }) =>
      buyers.map(({ token }) => ({ method: 'POST', path: '/orders', token, json: ORDER_BODY })),
    watch: ({ api }) => watchStock(() => api.stockOf(ORDERED_MENU)),
  },
  {
    row: 'cancel-order',
    service: 'order',
    comesLast: true,
    limit: 'order-stores',
    expect: OK,
    once: true,
    requests: async (stage, count) => (await placeOrders(stage, count)).map(cancelOf),
  },
  {
    row: 'chaos-switch',
    comesLast: true,
    connections: [1],
    service: 'order',
    expect: OK,
    requests: () => [{ method: 'POST', path: '/chaos/payment_fail', json: { fail_percent: 0 } }],
  },
];

/** Users, stock and a customer with a page of orders. */
export async function setStage(urls: ServiceUrls): Promise<Stage> {
  const api = createApi(urls);
  await Promise.all([api.setStock(ORDERED_MENU, PLENTY), api.setStock(HOT_MENU, PLENTY)]);
  const buyers = await inParallel(4, BUYERS, () => api.newUser());
  const [buyer] = buyers;
  if (!buyer) throw new Error('there are no buyers');
  const stage = { api, buyers, buyer };
  const [order] = await placeOrders({ ...stage, buyers: [buyer] }, LISTED_ORDERS);
  if (!order) throw new Error('there are no orders');
  return { ...stage, orderId: order.id };
}

interface PlacedOrder {
  readonly id: number;
  readonly buyer: TestUser;
}

function placeOrders({ api, buyers }: Pick<Stage, 'api' | 'buyers'>, count: number): Promise<PlacedOrder[]> {
  return inParallel(8, count, async (i) => {
    const buyer = buyers[i % buyers.length] as TestUser;
    const { status, body } = await api.order(buyer, ORDER_BODY.items);
    if (status !== 201 || body.status !== 'confirmed') {
      throw new Error(
        `An order that a measurement needs was answered with ${status} ${JSON.stringify(body)}`,
      );
    }
    return { id: body.id, buyer };
  });
}

const cancelOf = ({ id, buyer }: PlacedOrder): HttpRequest => ({
  method: 'POST',
  path: `/orders/${id}/cancel`,
  token: buyer.token,
});

const logIn = ({ username, password }: TestUser): HttpRequest => ({
  method: 'POST',
  path: '/login',
  json: { username, password },
});

function signUp(): HttpRequest {
  const username = uniqueName();
  const json = { username, email: `${username}@example.com`, password: PASSWORD };
  return { method: 'POST', path: '/signup', json };
}
