import { agrees } from '#oracle/stores/read-copies';
import type { OrderHistoryBody } from '#shared/console/order-history';
import type { OrderHistory } from './order-history.ts';
import { type TimelineEvent, timelineOf } from './timeline.ts';

const STORE_WIDTH = 14;
const TIME_WIDTH = 12;

/** Writes the history for people, with times since the placement. */
export function traceText(history: OrderHistory): string {
  const events = timelineOf(history);
  const zeroMs = startOf(history, events);
  return [
    headline(history),
    '',
    ...events.map(({ atMs, store, what }) => {
      const time = relative(atMs - zeroMs).padStart(TIME_WIDTH);
      return `${time}  ${store.padEnd(STORE_WIDTH)}${what}`;
    }),
    '',
    cacheLine(history),
    '',
  ].join('\n');
}

function headline({ orderId, order }: OrderHistory): string {
  if (!order) return `Order ${orderId}: there is no order, but traces of one`;
  if (order.status === 'void') return `Order ${orderId}: a tombstone; this order must never come to be`;
  const lines = order.lines.map(({ name, quantity }) => `${quantity} x ${name}`).join(', ');
  const due = order.compensationDue ? ', compensation due' : '';
  const placed = new Date(order.createdAtMs).toISOString();
  const { userId, status, outcome, paymentStatus } = order;
  const state = status === 'failed' && outcome !== undefined ? `${status}: ${outcome}` : status;
  return `Order ${orderId} of user ${userId}, placed ${placed}: ${lines}\n${state}, payment ${paymentStatus}${due}`;
}

function cacheLine({ copy }: OrderHistory): string {
  if (!copy) return 'Cache: no copy that counts.';
  const state = agrees(copy) ? 'as the store has it' : 'NOT as the store has it';
  return `Cache: a copy, ${state}, for another ${copy.ttlSeconds} s.`;
}

const startOf = ({ order }: OrderHistory, [first]: readonly TimelineEvent[]): number =>
  order?.createdAtMs || first?.atMs || 0;

const relative = (ms: number): string => `${ms < 0 ? '-' : '+'}${(Math.abs(ms) / 1_000).toFixed(3)} s`;

/** Writes the history for programs: everything, with the names of the wire. */
export function traceJson(history: OrderHistory): string {
  const { orderId, order, copy } = history;
  const events = timelineOf(history);
  const zeroMs = startOf(history, events);
  const report: OrderHistoryBody = {
    order_id: orderId,
    ...(order && {
      user_id: order.userId,
      status: order.status,
      outcome: order.outcome ?? null,
      payment_status: order.paymentStatus,
      compensation_due: order.compensationDue,
      total_price: order.totalPrice,
    }),
    events: events.map(({ atMs, ...event }) => ({
      ...{ at: new Date(atMs).toISOString(), after_ms: atMs - zeroMs },
      ...event,
    })),
    cache: copy ? { agrees: agrees(copy), ttl_seconds: copy.ttlSeconds } : null,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
