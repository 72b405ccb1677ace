import { ENDPOINTS, type Endpoint } from '../endpoints.ts';

/** Functions that the load of a row reaches, by the row. */
const REACHED: Readonly<Record<string, readonly string[]>> = {
  'list-menus': ['restaurant/list-menus'],
  'get-menu': ['restaurant/get-menu'],
  'list-restaurants': ['restaurant/list-restaurants'],
  deduct: ['restaurant/deduct-inventory'],
  restore: ['restaurant/restore-inventory'],
  signup: ['user/sign-up'],
  login: ['user/log-in'],
  'get-user': ['user/get-user'],
  validate: ['user/validate-token'],
  'place-order': ['order/place-order', 'order/recover-order', 'restaurant/reserve-inventory'],
  'get-order': ['order/get-order'],
  'list-orders': ['order/list-orders'],
  'cancel-order': ['order/cancel-order', 'restaurant/release-inventory'],
};

const ROWS = new Map(
  Object.entries(REACHED).flatMap(([row, keys]) => keys.map((key) => [key, row] as const)),
);

/** The functions that can be profiled. */
export const FUNCTION_KEYS: readonly string[] = [...ROWS.keys()];

/** Finds a function by its key, such as `order/place-order`, or by its name alone. */
export const findKey = (name: string): string | undefined =>
  FUNCTION_KEYS.find((key) => key === name || key.endsWith(`/${name}`));

/** The row of the bench whose load reaches the function. */
export function driverOf(key: string): Endpoint {
  const endpoint = ENDPOINTS.find(({ row }) => row === ROWS.get(key));
  if (!endpoint) throw new Error(`no row of the bench reaches ${key}`);
  return endpoint;
}
