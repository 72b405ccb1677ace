import type { Order } from '#functions/order/domain/order';
import type { DeadLetter } from '#oracle/stores/queues';
import type { LedgerEntry } from '#oracle/stores/read-ledger';
import type { Reservation } from '#oracle/stores/read-stock';
import type { OrderHistory } from './order-history.ts';
import type { OrderHit } from './order-hits.ts';

export interface TimelineEvent {
  readonly atMs: number;
  readonly store: 'orders' | 'stock' | 'payments' | 'dead letters' | 'faults';
  readonly what: string;
}

/** Lists all recorded events, in order. */
export function timelineOf({
  order,
  reservation,
  entries,
  deadLetters,
  hits,
}: OrderHistory): TimelineEvent[] {
  return [
    ...(order && order.status !== 'void' ? orderEvents(order) : []),
    ...(reservation ? reservationEvents(reservation) : []),
    ...entries.map(ledgerEvent),
    ...deadLetters.map(letterEvent),
    ...hits.map(hitEvent),
  ].sort((a, b) => a.atMs - b.atMs);
}

function orderEvents(order: Order): TimelineEvent[] {
  const { attempts, outcome, createdAtMs, decidedAtMs, updatedAtMs, deadlineMs } = order;
  const event = (atMs: number, what: string): TimelineEvent => ({ atMs, store: 'orders', what });
  const events = [event(createdAtMs, `placed as pending${by(attempts.placed)}`)];
  if (order.status === 'pending') events.push(event(deadlineMs, 'deadline: recovery may decide it'));
  if (decidedAtMs !== undefined) {
    const attempt = attempts.decided ?? attempts.cancelled;
    events.push(event(decidedAtMs, `decided: ${outcome}${by(attempt)}`));
  }
  if (order.cancelledAtMs !== undefined && outcome !== 'cancelled') {
    events.push(event(order.cancelledAtMs, `cancelled${by(attempts.cancelled)}`));
  }
  const isSettled = decidedAtMs !== undefined && !order.compensationDue && updatedAtMs > decidedAtMs;
  if (isSettled && (order.status === 'failed' || order.status === 'cancelled')) {
    events.push(event(updatedAtMs, `at rest: ${order.status}, payment ${order.paymentStatus}`));
  }
  return events;
}

function reservationEvents({ outcome, lines, createdAtMs, updatedAtMs }: Reservation): TimelineEvent[] {
  const store = 'stock';
  const text = lines.map(({ menuId, quantity }) => `${quantity} x menu ${menuId}`).join(', ');
  if (outcome === 'released' && lines.length === 0) {
    return [
      { atMs: createdAtMs, store, what: 'released before anything was reserved; refused from then on' },
    ];
  }
  const priced = lines
    .map(({ menuId, quantity, price }) => `${quantity} x menu ${menuId} at ${price} won`)
    .join(', ');
  if (outcome === 'reserved') return [{ atMs: createdAtMs, store, what: `reserved ${priced}` }];
  if (outcome !== 'released') return [{ atMs: createdAtMs, store, what: `refused (${outcome}): ${text}` }];
  return [
    { atMs: createdAtMs, store, what: `reserved ${priced}` },
    { atMs: updatedAtMs, store, what: `released ${text}` },
  ];
}

function ledgerEvent({ entryId, outcome, amount, atMs }: LedgerEntry): TimelineEvent {
  const what = outcome === 'void' ? 'closed: no charge may come' : `${entryId}: ${outcome} ${amount} won`;
  return { atMs, store: 'payments', what };
}

const hitEvent = ({ atMs, name, what }: OrderHit): TimelineEvent => ({
  atMs,
  store: 'faults',
  what: `⚡ ${name}: ${what}`,
});

function letterEvent({ reason, requestId, receiveCount, sentAtMs }: DeadLetter): TimelineEvent {
  const what = `moved to the dead-letter queue (${reason ?? 'no reason'}) after ${receiveCount ?? '?'} receives, request ${requestId ?? 'unknown'}`;
  return { atMs: sentAtMs, store: 'dead letters', what };
}

const by = (attempt: string | undefined): string => (attempt === undefined ? '' : ` by attempt ${attempt}`);
