/** Sentences that several modes share. */
export const SYSTEM = {
  port: 'The port throws `dependency_unavailable`, and the answer is 503. Before the order is written, nothing was done. After that the order is decided as failed, and stock and money are given back at once or by recovery. A write whose outcome is unknown is read again; if that fails too, the answer is 504 `order_undecided` and recovery settles the order.',
  lateness:
    'Every call has a time limit, and a place-order that has less than 8 s left takes no new step forward. What was begun is decided as failed and given back.',
  call: 'Calls of another service are tried once more with jitter, except after a 500. After 10 failures in a row the breaker answers for 2 s without a call; recovery has no breaker.',
  postgres:
    'The statement is tried again where that is safe: each change of stock is one call of a function, recorded under the id of the order, so that a second one changes nothing. Then the answer is 503.',
  redis:
    'Reads go to the store (`x-cache: bypass`), and an invalidation that fails is logged and counted. Redis costs time, never an error; staleness ends with the TTL.',
  dynamo:
    'The client tries once more. Then the port throws `dependency_unavailable`; an unknown outcome of a deciding write is read again by its attempt id.',
  queue:
    'Messages only announce that an order may need work. Recovery reads the order, and acts on the state that it finds.',
  process:
    'The gateway answers 502, and another environment takes the next call. The order was announced in the recovery queue before it was written, so recovery finishes it within 60 s.',
  tokens:
    'A token that cannot be trusted is refused with 401; between services that is a failed call, and the order fails without harm.',
} as const;

export const BUDGET = 'ErrorBudgetBurnsFast';
export const BUDGET_SLOW = 'ErrorBudgetBurnsSlowly';
export const SLOW = 'SlowRequests';
export const FAIL = 'OrdersFail';
export const STUCK = 'OrdersStuck';
export const LETTERS = 'DeadLetters';
export const LOCKS = 'LongLockWaits';
export const CACHE = 'CacheInvalidationsFail';
export const LOST = 'TelemetryLost';

/** That a fault is on is no reason for these. */
export const NEVER = [LETTERS, LOST] as const;
