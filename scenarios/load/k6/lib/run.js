// What is the same in all six: users, stock and fault before the load, their end and the accounts after it.
import { check, fail, sleep } from 'k6';
import { bodyOf, changeStock, getMenu, listOrders, logIn, setSwitch, signUp } from './api.js';
import { MENU_ID, SETTLE_SECONDS, USERS } from './settings.js';

/**
 * @typedef {import('./api.js').User} User
 * @typedef {import('./api.js').Order} Order
 * @typedef {{ users: User[], stockBefore: number }} Run
 * A documented switch: its address, and what is sent to turn it on and off.
 * @typedef {{ url: string, on: object, off: object }} Fault
 */

const PLENTY = 100000;
const OFF_ATTEMPTS = 20;
const OFF_PAUSE_SECONDS = 0.5;
const PASSWORD = 'correct horse';
const NEVER_SOLD = ['pending', 'failed', 'cancelled'];

/** Whether portions of this order have left the stock for good. @param {Order} order */
const isSold = ({ status }) => !NEVER_SOLD.includes(status);

/**
 * Signs up the users, sets the stock and turns the fault on, last of all: k6 runs no teardown after a setup that failed.
 * @param {{ stock?: number, fault?: Fault }} [options] @returns {Run}
 */
export function begin({ stock = PLENTY, fault } = {}) {
  const users = Array.from({ length: USERS }, (_, i) => newUser(i));
  const stockBefore = setStock(stock);
  if (fault) turnOn(fault);
  return { users, stockBefore };
}

/** The user of this virtual user, and the first one in the teardown. @param {Run} run @returns {User} */
export const own = ({ users }) => users[Math.max(0, __VU - 1) % users.length] ?? fail('there is no user');

/**
 * Waits until no order is pending and the stock agrees, for SETTLE seconds at most. Returns the orders of all users, and
 * the stock that is left.
 * @param {Run} run
 */
export function end({ users, stockBefore }) {
  const deadlineMs = Date.now() + SETTLE_SECONDS * 1000;
  for (;;) {
    const orders = users.flatMap(ordersOf);
    const stockLeft = stock();
    const sold = portions(orders.filter(isSold));
    const pending = orders.filter(({ status }) => status === 'pending').length;
    const isSettled = pending === 0 && stockBefore - stockLeft === sold;
    if (isSettled || Date.now() > deadlineMs) {
      console.log(
        `stock ${stockBefore} -> ${stockLeft}; ${sold} portions in ${orders.length} orders are sold; ${pending} orders are pending`,
      );
      check(null, {
        'no order is left pending': () => pending === 0,
        'stock sold is the portions of confirmed orders': () => stockBefore - stockLeft === sold,
        'stock is never negative': () => stockLeft >= 0,
        'at least one order was confirmed': () => sold > 0,
      });
      return { orders, stockLeft };
    }
    sleep(1);
  }
}

/** @param {Order[]} orders */
const portions = (orders) =>
  orders.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);

/** @param {User} user @returns {Order[]} */
function ordersOf({ token }) {
  const orders = [];
  let cursor = null;
  do {
    const answer = listOrders(token, cursor);
    if (!check(answer, { 'the orders of a user are listed': ({ status }) => status === 200 })) return orders;
    const page = bodyOf(answer);
    orders.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return orders;
}

/** @param {number} i @returns {User} */
function newUser(i) {
  const username = `k6-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${i}`;
  const signedUp = signUp(username, PASSWORD);
  if (signedUp.status !== 201) fail(`POST /signup answered ${signedUp.status} ${signedUp.body}`);
  const loggedIn = logIn(username, PASSWORD);
  if (loggedIn.status !== 200) fail(`POST /login answered ${loggedIn.status} ${loggedIn.body}`);
  return {
    id: bodyOf(signedUp).id,
    username,
    password: PASSWORD,
    token: bodyOf(loggedIn).access_token,
  };
}

/** @returns {number} */
function stock() {
  const answer = getMenu();
  if (answer.status !== 200) fail(`GET /menus/${MENU_ID} answered ${answer.status} ${answer.body}`);
  return bodyOf(answer).inventory;
}

/** Sets the stock where the caller may, and returns what there is. @param {number} wanted */
function setStock(wanted) {
  const before = stock();
  if (before === wanted) return before;
  const { status, body } = changeStock(wanted - before);
  if (status === 200) return stock();
  if (status !== 401 && status !== 403) fail(`PUT /inventory/${MENU_ID} answered ${status} ${body}`);
  console.log(`the stock of menu ${MENU_ID} stays at ${before}: changing it needs a service token here`);
  return before;
}

/** @param {Fault} fault */
function turnOn(fault) {
  const { status, body } = setSwitch(fault.url, fault.on);
  if (status === 200) return;
  turnOff(fault);
  fail(`POST ${fault.url} answered ${status} ${body}`);
}

/** Tries again where another call changes switches at the same moment, which answers 503. @param {Fault} fault */
export function turnOff({ url, off }) {
  let { status } = setSwitch(url, off);
  for (let i = 1; i < OFF_ATTEMPTS && status !== 200; i++) {
    sleep(OFF_PAUSE_SECONDS);
    status = setSwitch(url, off).status;
  }
  check(null, { 'the fault is switched off': () => status === 200 });
}
