import type { ModeNote } from './note.ts';
import { BUDGET, CACHE, FAIL, LETTERS, LOCKS, LOST, NEVER, SLOW, STUCK, SYSTEM } from './note-texts.ts';

const postgres = (note: Partial<ModeNote> = {}): ModeNote => ({
  system: SYSTEM.postgres,
  fires: [`${BUDGET}, when the second try fails too`, `${FAIL}, at \`restaurant.inventory.reserve\``],
  silent: [CACHE, ...NEVER],
  ...note,
});
const redis = (note: Partial<ModeNote> = {}): ModeNote => ({
  system: SYSTEM.redis,
  fires: [],
  silent: [BUDGET, FAIL, STUCK, ...NEVER],
  ...note,
});
const dynamo = (note: Partial<ModeNote> = {}): ModeNote => ({
  system: SYSTEM.dynamo,
  fires: [`${BUDGET}, when every try fails`],
  silent: [LOCKS, CACHE, ...NEVER],
  ...note,
});
const queue = (note: Partial<ModeNote> = {}): ModeNote => ({
  system: SYSTEM.queue,
  fires: [],
  silent: [BUDGET, SLOW, FAIL, CACHE, ...NEVER],
  ...note,
});
const call = (note: Partial<ModeNote> = {}): ModeNote => ({
  system: SYSTEM.call,
  fires: [BUDGET, `${FAIL}, at \`order.inventory.reserve\``, `${STUCK}, at \`order.inventory.release\``],
  silent: [LOCKS, CACHE, ...NEVER],
  ...note,
});

/** Of the modes that act in the client of a store, the queue or another service. */
export const STORE_NOTES: Readonly<Record<string, ModeNote>> = {
  lock_held: postgres({
    seen: 'spans `lock menus`, with `food.db.lock_wait_ms`',
    system:
      'The statement waits for the lock within its own time limit, and the release of stock waits behind it. A call that takes longer is tried again by recovery.',
    fires: [`${LOCKS}, from 500 ms on`, `${SLOW}, from 1 s on`],
  }),
  slow_query: postgres({ system: SYSTEM.lateness, fires: [`${SLOW}, from 1 s on`] }),
  deadlock: postgres({ seen: '`db.response.status_code` 40P01' }),
  serialization_failure: postgres({ seen: '`db.response.status_code` 40001' }),
  pool_exhausted: postgres({ seen: '`db.response.status_code` 53300' }),
  connection_dropped: postgres({
    system:
      'An environment connects again and asks again. Where the statement may have been done, the second one finds the record of the first.',
  }),
  down: redis({ seen: '`x-cache: bypass`', fires: [`${CACHE}, at \`*.cache.*\``] }),
  slow: redis({ fires: [`${SLOW}, from 1 s on`], silent: [BUDGET, FAIL, STUCK, ...NEVER] }),
  evicted: redis({ seen: '`x-cache: miss`', silent: [BUDGET, SLOW, FAIL, STUCK, CACHE, ...NEVER] }),
  stale_value: redis({
    seen: '`x-cache: hit` with an old state',
    system:
      'Decisions never use the cache. A reader can see an old state while the replica does not move on, at most for the TTL of the value.',
    silent: [BUDGET, SLOW, FAIL, STUCK, CACHE, ...NEVER],
    boundary:
      'value and generation are read together, so a store that answers both from the past cannot be told from one in which nothing changed; the rule `caches` of the oracle compares copies with the stores',
  }),
  throttled: dynamo({ seen: '`db.response.status_code` ProvisionedThroughputExceededException' }),
  conditional_conflict: dynamo({
    seen: '`db.response.status_code` ConditionalCheckFailedException, which is no error',
    system:
      'The item is read back. Its attempt id shows whether an earlier try of ours won; if not, the decision of somebody else counts.',
    fires: [],
  }),
  transaction_cancelled: dynamo({
    seen: '`db.response.status_code` TransactionCanceledException',
    system: 'The transaction is tried again while there is time, because nothing of it was written.',
  }),
  duplicate: queue(),
  delayed: queue({
    system: `${SYSTEM.queue} A delay costs time: a crashed order stays pending for that much longer.`,
  }),
  reordered: queue(),
  poison: queue({
    seen: 'the log line `message moves to the dead-letter queue`',
    system:
      'A message that cannot be read goes to the dead-letter queue with its reason, and holds up no other one.',
    fires: [LETTERS],
    silent: [BUDGET, SLOW, FAIL, CACHE, LOST],
  }),
  send_fails: queue({
    system:
      'An order that cannot be announced is not placed: the answer is 503, and nothing was done. A cancellation that cannot be announced is refused in the same way.',
    fires: [BUDGET],
    silent: [SLOW, CACHE, ...NEVER],
  }),
  refused: call(),
  slow_body: call({
    system: SYSTEM.lateness,
    fires: [`${SLOW}, from 1 s on`, `${BUDGET}, from the time limit of the call on`],
  }),
  http_status: call({
    system: `${SYSTEM.call} A 4xx is a refusal of the other service.`,
    fires: [`${BUDGET}, for 429 and 500 to 599`, `${FAIL}, at \`order.inventory.reserve\``],
  }),
};
