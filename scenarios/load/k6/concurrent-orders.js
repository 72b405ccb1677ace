// Concurrent orders on one menu: more buyers than portions. What is sold is what was there, and not one portion more.
import { check } from 'k6';
import { Counter } from 'k6/metrics';
import { bodyOf, placeOrder } from './lib/api.js';
import { begin, end, own } from './lib/run.js';
import { loadOptions, wholeNumber } from './lib/settings.js';

const STOCK = wholeNumber('STOCK', 100);
const confirmed = new Counter('orders_confirmed');
const refused = new Counter('orders_refused');

export const options = loadOptions({ orders_confirmed: ['count>0'] });

export const setup = () => begin({ stock: STOCK });

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const answer = placeOrder(own(run).token, 1);
  const { status, code } = bodyOf(answer);
  const isConfirmed = answer.status === 201 && status === 'confirmed';
  const isRefused = answer.status === 400 && code === 'out_of_stock';
  if (isConfirmed) confirmed.add(1);
  if (isRefused) refused.add(1);
  check(answer, { 'an order is confirmed, or refused as sold out': () => isConfirmed || isRefused });
}

/** @param {import('./lib/run.js').Run} run */
export function teardown(run) {
  const { stockLeft } = end(run);
  const isSoldOut = bodyOf(placeOrder(own(run).token, stockLeft + 1)).code === 'out_of_stock';
  check(null, { 'an order of more than is left is refused': () => isSoldOut });
}
