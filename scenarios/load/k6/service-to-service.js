// Service to service: log in, look at the menus, order, read the order. User, restaurant and order service must agree.
import { check } from 'k6';
import { bodyOf, getOrder, listMenus, logIn, placeOrder } from './lib/api.js';
import { begin, end, own } from './lib/run.js';
import { loadOptions, MENU_ID } from './lib/settings.js';

const PORTIONS = 2;

export const options = loadOptions();

export const setup = () => begin();

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const user = own(run);
  const loggedIn = logIn(user.username, user.password);
  check(loggedIn, { 'the user logs in': ({ status }) => status === 200 });
  const token = bodyOf(loggedIn).access_token;
  const menus = listMenus();
  check(menus, { 'the menus are listed': ({ status }) => status === 200 });
  const placed = placeOrder(token, PORTIONS);
  const order = bodyOf(placed);
  check(placed, { 'the order is confirmed': ({ status }) => status === 201 && order.status === 'confirmed' });
  check(order, {
    'the order belongs to the user': ({ user_id }) => user_id === user.id,
    'the order has the price of the menu': ({ total_price }) => total_price === PORTIONS * priceIn(menus),
  });
  check(getOrder(token, order.id), {
    'the order reads as it was acknowledged': ({ status, body }) => status === 200 && body === placed.body,
  });
  check(placeOrder(undefined, PORTIONS), { 'without a token no order': ({ status }) => status === 401 });
  check(placeOrder(`${token}x`, PORTIONS), {
    'with a forged token no order': ({ status }) => status === 401,
  });
}

/** @param {import('./lib/run.js').Run} run */
export const teardown = (run) => void end(run);

/** @param {import('./lib/api.js').Answer} menus @returns {number} */
function priceIn(menus) {
  const list = bodyOf(menus);
  return Array.isArray(list) ? list.find(({ id }) => id === MENU_ID)?.price : Number.NaN;
}
