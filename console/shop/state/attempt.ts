import type { Answer } from '../api/answer.ts';
import type { NewOrder, Order } from '../api/wire.ts';
import { keepTabValue, readTabValue } from './kept.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

interface AttemptEnd {
  readonly outcome: Outcome;
  /** Undefined where the page was loaded anew before it came. */
  readonly answer: Answer<Order> | undefined;
}

/** One order on its way, or what became of it. */
export interface Attempt {
  /** Whose order it is. */
  readonly username: string;
  readonly order: NewOrder;
  readonly idempotencyKey: string;
  readonly startedMs: number;
  /** Undefined while it is on its way. */
  readonly end: AttemptEnd | undefined;
}

/** The page was loaded anew while the order was on its way: no answer can come any more. */
const CUT_OFF: AttemptEnd = {
  outcome: outcomeOf({ body: undefined, problem: { code: 'cut_off', orderId: undefined, fields: [] } }),
  answer: undefined,
};

const KEPT = 'attempt';
/** The order service forgets a key after 24 hours; the same key would order again then. */
const KEY_LIVES_MS = 23 * 3_600_000;

/** Keeps an attempt, so that a repeat after a reload of the page uses its key. */
export const keepAttempt = (attempt: Attempt | undefined): void => keepTabValue(KEPT, attempt);

/** The attempt of an earlier load of the page; undefined where it is decided, or its key is forgotten. */
export function keptAttempt(nowMs = Date.now()): Attempt | undefined {
  const kept = readTabValue<Attempt>(KEPT);
  if (!kept || nowMs - kept.startedMs > KEY_LIVES_MS) return undefined;
  const end = kept.end ?? CUT_OFF;
  return end.outcome.retry === 'same' ? { ...kept, end } : undefined;
}

/** Whether an order may exist whose outcome the customer was not given. */
export const isUndecided = (attempt: Attempt | undefined): boolean =>
  attempt?.end?.outcome.isUnknown === true;

export const isSameOrder = (one: NewOrder, other: NewOrder): boolean =>
  JSON.stringify([one.items, one.address, one.phone]) ===
  JSON.stringify([other.items, other.address, other.phone]);
