// The documented calls. None throws because of an answer; `bodyOf` reads what came.
import http from 'k6/http';
import { CHAOS_KEY, MENU_ID, ORDER_URL, RESTAURANT_URL, USER_URL } from './settings.js';

/**
 * @typedef {{ id: number, username: string, password: string, token: string }} User
 * @typedef {{ id: number, menu_id: number, quantity: number, price: number }} Line
 * @typedef {{ id: number, user_id: number, total_price: number, status: string, payment_status: string, items: Line[] }} Order
 * @typedef {import('k6/http').RefinedResponse<'text'>} Answer
 */

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** @param {string} [token] @returns {Record<string, string>} */
const bearer = (token) => (token === undefined ? {} : { Authorization: `Bearer ${token}` });

/** Reads a JSON body; an empty object where there is none. @param {Answer} answer @returns {any} */
export function bodyOf(answer) {
  try {
    return JSON.parse(answer.body) ?? {};
  } catch {
    return {};
  }
}

/** @param {Answer} answer @param {string} name */
export function headerOf(answer, name) {
  const found = Object.entries(answer.headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

/** @param {string} username @param {string} password */
export const signUp = (username, password) =>
  http.post(
    `${USER_URL}/signup`,
    JSON.stringify({ username, email: `${username}@example.com`, password }),
    params('POST /signup', JSON_TYPE),
  );

/** @param {string} username @param {string} password */
export const logIn = (username, password) =>
  http.post(`${USER_URL}/login`, JSON.stringify({ username, password }), params('POST /login', JSON_TYPE));

export const listMenus = () => http.get(`${RESTAURANT_URL}/menus`, params('GET /menus'));

export const getMenu = () => http.get(`${RESTAURANT_URL}/menus/${MENU_ID}`, params('GET /menus/{id}'));

/** Takes stock, or gives it back where `difference` is positive. @param {number} difference */
export const changeStock = (difference) =>
  http.put(
    `${RESTAURANT_URL}/inventory/${MENU_ID}${difference > 0 ? '/restore' : ''}`,
    JSON.stringify({ quantity: Math.abs(difference) }),
    params('PUT /inventory/{menu_id}', JSON_TYPE),
  );

/** @param {string | undefined} token @param {number} quantity */
export const placeOrder = (token, quantity) =>
  http.post(
    `${ORDER_URL}/orders`,
    JSON.stringify({
      items: [{ menu_id: MENU_ID, quantity }],
      address: '서울시 강남구 123-45',
      phone: '010-1234-5678',
    }),
    params('POST /orders', { ...JSON_TYPE, ...bearer(token) }),
  );

/** @param {string} token @param {number} id */
export const getOrder = (token, id) =>
  http.get(`${ORDER_URL}/orders/${id}`, params('GET /orders/{id}', bearer(token)));

/** @param {string} token @param {number} id */
export const cancelOrder = (token, id) =>
  http.post(`${ORDER_URL}/orders/${id}/cancel`, null, params('POST /orders/{id}/cancel', bearer(token)));

/** @param {string} token @param {number | null} cursor */
export const listOrders = (token, cursor) =>
  http.get(
    `${ORDER_URL}/orders?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`,
    params('GET /orders', bearer(token)),
  );

/** @param {string} url @param {object} setting */
export const setSwitch = (url, setting) =>
  http.post(
    url,
    JSON.stringify(setting),
    params('POST /chaos', { ...JSON_TYPE, ...(CHAOS_KEY && { 'x-chaos-key': CHAOS_KEY }) }),
  );

/** @param {string} name @param {Record<string, string>} [headers] */
function params(name, headers = {}) {
  return { headers, tags: { name }, responseType: /** @type {const} */ ('text') };
}
