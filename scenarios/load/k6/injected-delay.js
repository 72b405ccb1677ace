// Injected delay: the user service answers DELAY_MS late. Orders take longer or time out, none is lost, all is well after it.
import { check, sleep } from 'k6';
import { Counter } from 'k6/metrics';
import { bodyOf, placeOrder } from './lib/api.js';
import { begin, end, own, turnOff } from './lib/run.js';
import { loadOptions, P95_MS, SETTLE_SECONDS, USER_URL, wholeNumber } from './lib/settings.js';

const DELAY_MS = wholeNumber('DELAY_MS', 2000);
const FAULT = { url: `${USER_URL}/chaos/delay`, on: { delay_ms: DELAY_MS }, off: { delay_ms: 0 } };
const TIMED_OUT = [502, 503, 504];
const timedOut = new Counter('orders_timed_out');

export const options = loadOptions({ http_req_duration: [`p(95)<${P95_MS + DELAY_MS}`] });

export const setup = () => begin({ fault: FAULT });

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const answer = placeOrder(own(run).token, 1);
  const isTimedOut = TIMED_OUT.includes(answer.status);
  if (isTimedOut) timedOut.add(1);
  check(answer, {
    'an order is confirmed, or answered as timed out': ({ status }) =>
      isTimedOut || (status === 201 && bodyOf(answer).status === 'confirmed'),
    'a confirmed order takes at least the delay': ({ timings }) => isTimedOut || timings.duration >= DELAY_MS,
  });
}

/** @param {import('./lib/run.js').Run} run */
export function teardown(run) {
  turnOff(FAULT);
  check(null, { 'after the fault an order is confirmed in less than the delay': () => isQuickAgain(run) });
  end(run);
}

/** @param {import('./lib/run.js').Run} run */
function isQuickAgain(run) {
  const deadlineMs = Date.now() + SETTLE_SECONDS * 1000;
  while (Date.now() < deadlineMs) {
    const answer = placeOrder(own(run).token, 1);
    if (bodyOf(answer).status === 'confirmed' && answer.timings.duration < DELAY_MS) return true;
    sleep(1);
  }
  return false;
}
