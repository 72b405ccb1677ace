import type { OrderHistoryBody } from '#shared/console/order-history';

type Stored = Pick<OrderHistoryBody, 'status' | 'compensation_due'>;

/** Whether nothing is left to do for an order until a new request about it. One that no store has is at rest. */
export const isAtRest = (history: Stored | undefined): boolean =>
  history?.status === undefined || (history.status !== 'pending' && history.compensation_due !== true);

/**
 * Whether an order is to be read again: while it is not at rest, and once after that, as the last spans come later.
 * @param before the reading before; undefined for the first
 */
export const mayChange = (now: Stored | undefined, before: Stored | undefined): boolean =>
  !isAtRest(now) || !isAtRest(before);
