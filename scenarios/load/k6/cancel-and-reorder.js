// Cancel and reorder: order, cancel, order the same again. Each cancellation gives stock and money back once.
import { check } from 'k6';
import { bodyOf, cancelOrder, getOrder, placeOrder } from './lib/api.js';
import { begin, end, own } from './lib/run.js';
import { loadOptions } from './lib/settings.js';

const PORTIONS = 2;

export const options = loadOptions();

export const setup = () => begin();

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const { token } = own(run);
  const first = placeOrder(token, PORTIONS);
  if (!check(first, { 'the first order is confirmed': isConfirmed })) return;
  const { id } = bodyOf(first);
  check(cancelOrder(token, id), { 'it is cancelled': ({ status }) => status === 200 });
  check(bodyOf(getOrder(token, id)), {
    'it reads as cancelled and refunded': ({ status, payment_status }) =>
      status === 'cancelled' && payment_status === 'refunded',
  });
  check(cancelOrder(token, id), {
    'it cannot be cancelled again': (answer) =>
      answer.status === 400 && bodyOf(answer).code === 'already_cancelled',
  });
  check(placeOrder(token, PORTIONS), { 'the second order is confirmed': isConfirmed });
}

/** @param {import('./lib/run.js').Run} run */
export const teardown = (run) => void end(run);

/** @param {import('./lib/api.js').Answer} answer */
function isConfirmed(answer) {
  return answer.status === 201 && bodyOf(answer).status === 'confirmed';
}
