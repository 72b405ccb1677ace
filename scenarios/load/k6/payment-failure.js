// Payment failure: FAIL_PERCENT of the payments fail. Each such order must end as failed, its stock given back.
import { check } from 'k6';
import { bodyOf, getOrder, placeOrder } from './lib/api.js';
import { begin, end, own, turnOff } from './lib/run.js';
import { loadOptions, ORDER_URL, wholeNumber } from './lib/settings.js';

const FAIL_PERCENT = wholeNumber('FAIL_PERCENT', 30, 0, 100);
const FAULT = {
  url: `${ORDER_URL}/chaos/payment_fail`,
  on: { fail_percent: FAIL_PERCENT },
  off: { fail_percent: 0 },
};
const DEVIATIONS = 5;

export const options = loadOptions();

export const setup = () => begin({ fault: FAULT });

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const { token } = own(run);
  const answer = placeOrder(token, 1);
  const order = bodyOf(answer);
  check(answer, {
    'an order is confirmed and paid, or failed and not charged': ({ status }) =>
      status === 201 &&
      ['confirmed completed', 'failed failed'].includes(`${order.status} ${order.payment_status}`),
  });
  check(getOrder(token, order.id), {
    'an order reads as it was acknowledged': (read) => bodyOf(read).status === order.status,
  });
}

/** @param {import('./lib/run.js').Run} run */
export function teardown(run) {
  turnOff(FAULT);
  check(placeOrder(own(run).token, 1), {
    'after the fault an order is confirmed': (answer) => bodyOf(answer).status === 'confirmed',
  });
  const { orders } = end(run);
  const count = orders.length - 1; // the last one came after the fault
  const failed = orders.filter(({ status }) => status === 'failed').length;
  const share = FAIL_PERCENT / 100;
  console.log(`${failed} of ${count} orders failed, set to ${FAIL_PERCENT} %`);
  check(null, {
    'the share of failed orders is that of the switch': () =>
      Math.abs(failed / count - share) <= DEVIATIONS * Math.sqrt((share * (1 - share)) / count),
  });
}
