import type { OrderEventKind, OrderHistoryBody } from '#shared/console/order-history';

/**
 * How the stores had an order at an instant, by the events that they recorded until then. Which copy readers got is not
 * recorded.
 * @returns undefined where none was recorded yet
 */
export function historyUntil(history: OrderHistoryBody, untilMs: number): OrderHistoryBody | undefined {
  const events = history.events.filter(({ at }) => Date.parse(at) <= untilMs);
  if (events.length === 0) return undefined;
  const has = (kind: OrderEventKind): boolean => events.some((event) => event.kind === kind);
  const { status, outcome, payment_status, compensation_due, ...rest } = history;
  const known = { ...rest, events, cache: null };
  // what the stores hold of an order that was never placed has no state
  if (!has('placed')) return known;
  if (!has('decided')) {
    return {
      ...known,
      ...{ status: 'pending', outcome: null, payment_status: 'pending', compensation_due: false },
    };
  }
  const isConfirmed = outcome === 'confirmed' && !has('cancelled');
  const isGivenUp = outcome === 'cancelled' || has('cancelled');
  const wasAtRest = has('at_rest');
  const restsLater = !wasAtRest && history.events.some(({ kind }) => kind === 'at_rest');
  const paid = outcome === 'confirmed' ? 'completed' : outcome === 'cancelled' ? 'pending' : 'failed';
  return {
    ...known,
    status: isConfirmed ? 'confirmed' : isGivenUp ? 'cancelled' : 'failed',
    outcome: outcome ?? null,
    payment_status: wasAtRest && payment_status !== undefined ? payment_status : paid,
    compensation_due: !isConfirmed && (restsLater || compensation_due === true),
  };
}
