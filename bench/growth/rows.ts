import { restaurantRoutes } from '#functions/restaurant/routes';
import type { ServiceName } from '#shared/services';
import type { HttpRequest, HttpWork } from '../load-plan.ts';
import { idOf, ORDERS_OF_A_BUYER, PASSWORD, type Population, spread, usernameOf } from './population.ts';

/** A population, with the tokens of some of its buyers. */
export interface Inhabited {
  readonly population: Population;
  readonly tokens: readonly string[];
  /** Cursors of pages all over the list of menus. */
  readonly cursors: readonly string[];
}

export interface GrowthRow {
  /** Name of the row in options. */
  readonly name: string;
  readonly row: string;
  readonly service: ServiceName;
  readonly expect: HttpWork['expect'];
  /** The smallest size whose answers are as long as those of greater ones. @default 1 */
  readonly comparableFrom?: number;
  /** Requests of one turn, each sent once only, so that no cache has the answer. @default all in turn for its time */
  readonly onceATurn?: number;
  readonly requests: (inhabited: Inhabited) => readonly HttpRequest[];
}

const OK = { status: 200 };
/** Ids in turn, all over what there is. */
const SOME = 64;
const PAGE = 20;
export const FULL_PAGE = 1_000;
const ORDERED_MENU = 1;
const HOT_MENU = 2;
const AS_ONE = 90;
const ORDER_BODY = {
  items: [{ menu_id: ORDERED_MENU, quantity: 1 }],
  address: '서울시 강남구 123-45',
  phone: '010-1234-5678',
};

const get = (path: string): HttpRequest => ({ method: 'GET', path });
const listMenus = restaurantRoutes.routes.listMenus.path;
const orderPath = (population: Population, number: number): string => `/orders/${idOf(population, number)}`;

export const GROWTH_ROWS: readonly GrowthRow[] = [
  {
    name: 'list-menus',
    row: 'GET /menus',
    service: 'restaurant',
    expect: OK,
    comparableFrom: FULL_PAGE,
    requests: () => [get(listMenus)],
  },
  {
    name: 'first-menus',
    row: 'GET /menus?limit=20',
    service: 'restaurant',
    expect: OK,
    comparableFrom: PAGE,
    requests: () => [get(`${listMenus}?limit=${PAGE}`)],
  },
  {
    name: 'later-menus',
    row: 'GET /menus?limit=20&cursor=…',
    service: 'restaurant',
    expect: OK,
    comparableFrom: FULL_PAGE,
    requests: ({ cursors }) => cursors.map((cursor) => get(`${listMenus}?limit=${PAGE}&cursor=${cursor}`)),
  },
  {
    name: 'get-menu',
    row: 'GET /menus/{id}',
    service: 'restaurant',
    expect: OK,
    requests: ({ population: { menus } }) => spread(SOME, menus).map((number) => get(`/menus/${number + 1}`)),
  },
  {
    name: 'deduct',
    row: 'PUT /inventory/{id}',
    service: 'restaurant',
    expect: OK,
    requests: () => [{ method: 'PUT', path: `/inventory/${HOT_MENU}`, json: { quantity: 1 } }],
  },
  {
    name: 'place-order',
    row: 'POST /orders',
    service: 'order',
    expect: { status: 201, contains: '"status":"confirmed"' },
    requests: ({ tokens }) =>
      tokens.map((token) => ({ method: 'POST', path: '/orders', token, json: ORDER_BODY })),
  },
  {
    name: 'stored-order',
    row: 'GET /orders/{id}, not cached',
    service: 'order',
    expect: OK,
    comparableFrom: FULL_PAGE,
    onceATurn: AS_ONE,
    requests: ({ population }) =>
      spread(FULL_PAGE, population.size)
        .map((number) => get(orderPath(population, number)))
        .reverse(),
  },
  {
    name: 'get-order',
    row: 'GET /orders/{id}, cached',
    service: 'order',
    expect: OK,
    requests: ({ population }) =>
      spread(SOME, population.size).map((number) => get(orderPath(population, number))),
  },
  {
    name: 'list-orders',
    row: 'GET /orders, 20 of a buyer',
    service: 'order',
    expect: OK,
    comparableFrom: ORDERS_OF_A_BUYER,
    requests: ({ tokens }) => tokens.map((token) => ({ method: 'GET', path: '/orders', token })),
  },
  {
    name: 'login',
    row: 'POST /login',
    service: 'user',
    expect: { ...OK, contains: 'access_token' },
    requests: ({ population: { size } }) =>
      spread(SOME, size).map((number) => ({ method: 'POST', path: '/login', json: logIn(number) })),
  },
];

export const logIn = (number: number) => ({ username: usernameOf(number), password: PASSWORD });
