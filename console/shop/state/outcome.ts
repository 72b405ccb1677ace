import type { Answer } from '../api/answer.ts';
import type { Order } from '../api/wire.ts';

/** What an answer to an order means for the customer; each has a sentence in `words/`. */
export type OutcomeName =
  | 'confirmed'
  | 'paymentDeclined'
  | 'cancelledMeanwhile'
  | 'outOfStock'
  | 'loggedOut'
  | 'notAccepted'
  | 'inProgress'
  | 'undecided'
  | 'kitchenUnavailable'
  | 'tooLate'
  | 'busy'
  | 'failed'
  | 'noAnswer'
  | 'cutOff';

/**
 * How to try again. `same`: under the same Idempotency-Key, so that an order that was made after all is not made twice.
 * `new`: the order is decided, and its key would answer the same again. `none`: there is nothing to try.
 */
export type Retry = 'same' | 'new' | 'none';

export interface Outcome {
  readonly name: OutcomeName;
  readonly retry: Retry;
  /** An order may exist, and what becomes of it is not known. */
  readonly isUnknown: boolean;
  readonly orderId: number | undefined;
}

type Meaning = Pick<Outcome, 'name' | 'retry'>;

const UNKNOWN: readonly OutcomeName[] = ['inProgress', 'undecided', 'failed', 'noAnswer', 'cutOff'];

export function outcomeOf({ body, problem }: Pick<Answer<Order>, 'body' | 'problem'>): Outcome {
  const { code = '', orderId = body?.id } = problem ?? {};
  const meaning = body ? ofOrder(body) : ofCode(code, orderId !== undefined);
  return { ...meaning, isUnknown: UNKNOWN.includes(meaning.name), orderId };
}

function ofOrder({ status }: Order): Meaning {
  if (status === 'failed') return { name: 'paymentDeclined', retry: 'new' };
  if (status === 'cancelled') return { name: 'cancelledMeanwhile', retry: 'none' };
  return { name: status === 'pending' ? 'inProgress' : 'confirmed', retry: 'none' };
}

/** @param isOrdered an order exists under this key */
function ofCode(code: string, isOrdered: boolean): Meaning {
  switch (code) {
    case 'out_of_stock':
      return { name: 'outOfStock', retry: 'new' };
    case 'unauthenticated':
      return { name: 'loggedOut', retry: 'same' };
    case 'validation_failed':
    case 'idempotency_key_reused':
    case 'not_found':
      return { name: 'notAccepted', retry: 'new' };
    case 'order_in_progress':
      return { name: 'inProgress', retry: 'same' };
    case 'order_undecided':
      return { name: 'undecided', retry: 'same' };
    case 'throttled':
      return { name: 'busy', retry: 'same' };
    // With an order they are its decision; without one the order was never made.
    case 'dependency_unavailable':
    case 'dependency_failed':
      return { name: 'kitchenUnavailable', retry: isOrdered ? 'new' : 'same' };
    case 'dependency_timeout':
      return { name: 'tooLate', retry: isOrdered ? 'new' : 'same' };
    case 'no_answer':
      return { name: 'noAnswer', retry: 'same' };
    case 'cut_off':
      return { name: 'cutOff', retry: 'same' };
    default:
      return { name: 'failed', retry: 'same' };
  }
}
