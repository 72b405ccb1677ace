// Cache effect: the first read of an order comes from the store, later ones from Redis. None shows an order as it was.
import { check, sleep } from 'k6';
import { Rate, Trend } from 'k6/metrics';
import { bodyOf, cancelOrder, getOrder, headerOf, placeOrder } from './lib/api.js';
import { begin, end, own } from './lib/run.js';
import { loadOptions, wholeNumber } from './lib/settings.js';

const READS = wholeNumber('READS', 5);
/** How long to wait for the expiry of an entry, in seconds; it lives 300. 0 leaves this out. */
const EXPIRY_SECONDS = wholeNumber('EXPIRY', 0, 0);

const misses = new Trend('read_from_store', true);
const hits = new Trend('read_from_cache', true);
const firstReads = new Rate('first_reads_from_store');
const laterReads = new Rate('later_reads_from_cache');

// Redis may fail to answer now and then, and the store answers then, so not every later read needs to be a hit.
export const options = loadOptions({
  first_reads_from_store: ['rate==1'],
  later_reads_from_cache: ['rate>=0.9'],
});

export const setup = () => begin();

/** @param {import('./lib/run.js').Run} run */
export default function (run) {
  const { token } = own(run);
  const placed = placeOrder(token, 1);
  if (!check(placed, { 'an order is placed': ({ status }) => status === 201 })) return;
  const { id, status } = bodyOf(placed);
  readRepeatedly(token, id, status);
  check(cancelOrder(token, id), { 'it is cancelled': (answer) => answer.status === 200 });
  readRepeatedly(token, id, 'cancelled');
  check(placeOrder(token, 1), { 'another order is placed': (answer) => answer.status === 201 });
}

/** @param {import('./lib/run.js').Run} run */
export function teardown(run) {
  const { orders } = end(run);
  const [order] = orders;
  if (EXPIRY_SECONDS === 0 || order === undefined) return;
  const { token } = run.users.find(({ id }) => id === order.user_id) ?? own(run);
  getOrder(token, order.id);
  sleep(EXPIRY_SECONDS);
  check(getOrder(token, order.id), {
    'after its time an entry has expired': (read) => headerOf(read, 'x-cache') === 'miss',
  });
}

/** @param {string} token @param {number} id @param {string} expected status of the order */
function readRepeatedly(token, id, expected) {
  const first = read(token, id, expected);
  firstReads.add(headerOf(first, 'x-cache') !== 'hit');
  for (let i = 0; i < READS; i++) {
    const later = read(token, id, expected);
    laterReads.add(headerOf(later, 'x-cache') === 'hit');
    check(later, { 'a later read is the same as the first': ({ body }) => body === first.body });
  }
}

/** @param {string} token @param {number} id @param {string} expected */
function read(token, id, expected) {
  const answer = getOrder(token, id);
  const times = headerOf(answer, 'x-cache') === 'hit' ? hits : misses;
  times.add(answer.timings.duration);
  check(answer, { 'a read shows the last change': () => bodyOf(answer).status === expected });
  return answer;
}
