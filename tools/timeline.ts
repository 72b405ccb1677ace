import type { Order } from '#functions/order/domain/order';
import type { DeadLetter } from '#oracle/stores/queues';
import type { LedgerEntry } from '#oracle/stores/read-ledger';
import type { Reservation } from '#oracle/stores/read-stock';
import type { OrderEventKind, OrderStore } from '#shared/console/order-history';
import type { OrderHistory } from './order-history.ts';
import type { OrderHit } from './order-hits.ts';

export interface TimelineEvent {
  readonly atMs: number;
  readonly store: OrderStore;
  readonly kind: OrderEventKind;
  /** Its particulars; empty where there are none. */
  readonly about: string;
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
  const event = (atMs: number, kind: OrderEventKind, what: string, about = ''): TimelineEvent => ({
    ...{ atMs, store: 'orders', kind, about, what: what + about },
  });
  const events = [event(createdAtMs, 'placed', 'placed as pending', by(attempts.placed))];
  if (order.status === 'pending')
    events.push(event(deadlineMs, 'deadline', 'deadline: recovery may decide it'));
  if (decidedAtMs !== undefined) {
    const attempt = attempts.decided ?? attempts.cancelled;
    events.push(event(decidedAtMs, 'decided', 'decided: ', `${outcome}${by(attempt)}`));
  }
  if (order.cancelledAtMs !== undefined && outcome !== 'cancelled') {
    events.push(event(order.cancelledAtMs, 'cancelled', 'cancelled', by(attempts.cancelled)));
  }
  const isSettled = decidedAtMs !== undefined && !order.compensationDue && updatedAtMs > decidedAtMs;
  if (isSettled && (order.status === 'failed' || order.status === 'cancelled')) {
    events.push(
      event(updatedAtMs, 'at_rest', 'at rest: ', `${order.status}, payment ${order.paymentStatus}`),
    );
  }
  return events;
}

function reservationEvents({ outcome, lines, createdAtMs, updatedAtMs }: Reservation): TimelineEvent[] {
  const event = (atMs: number, kind: OrderEventKind, what: string, about = ''): TimelineEvent => ({
    ...{ atMs, store: 'stock', kind, about, what: what + about },
  });
  const text = lines.map(({ menuId, quantity }) => `${quantity} x menu ${menuId}`).join(', ');
  if (outcome === 'released' && lines.length === 0) {
    const what = 'released before anything was reserved; refused from then on';
    return [event(createdAtMs, 'reservation_closed', what)];
  }
  const priced = lines
    .map(({ menuId, quantity, price }) => `${quantity} x menu ${menuId} at ${price} won`)
    .join(', ');
  const reserved = event(createdAtMs, 'reserved', 'reserved ', priced);
  if (outcome === 'reserved') return [reserved];
  if (outcome !== 'released') {
    return [
      { ...event(createdAtMs, 'refused', `refused (${outcome}): `, text), about: `${outcome}: ${text}` },
    ];
  }
  return [reserved, event(updatedAtMs, 'released', 'released ', text)];
}

function ledgerEvent({ entryId, outcome, amount, atMs }: LedgerEntry): TimelineEvent {
  const store = 'payments';
  if (outcome === 'void')
    return { atMs, store, kind: 'charge_closed', about: '', what: 'closed: no charge may come' };
  const about = `${outcome} ${amount} won`;
  const kind = entryId === 'refund' ? 'refund' : 'charge';
  return { atMs, store, kind, about, what: `${entryId}: ${about}` };
}

const hitEvent = ({ atMs, name, what }: OrderHit): TimelineEvent => ({
  ...{ atMs, store: 'faults', kind: 'hit' },
  about: `${name}: ${what}`,
  what: `⚡ ${name}: ${what}`,
});

function letterEvent({ reason, requestId, receiveCount, sentAtMs }: DeadLetter): TimelineEvent {
  const about = `(${reason ?? 'no reason'}) after ${receiveCount ?? '?'} receives, request ${requestId ?? 'unknown'}`;
  const what = `moved to the dead-letter queue ${about}`;
  return { atMs: sentAtMs, store: 'dead letters', kind: 'dead_letter', about, what };
}

const by = (attempt: string | undefined): string => (attempt === undefined ? '' : ` by attempt ${attempt}`);
