import type { CancelAttempt, OrderAttempt } from '#load/history/attempt';
import type { Reply } from './caller.ts';
import type { Visit } from './visit.ts';

interface PlacedOrder {
  readonly id: number;
  readonly status: string;
  readonly payment_status: string;
  readonly total_price: number;
}

const US_PER_MS = 1_000;
/** A time of `performance.now()` as milliseconds since 1970, to the microsecond. */
const atMs = (ms: number): number => Math.round((performance.timeOrigin + ms) * US_PER_MS) / US_PER_MS;

/** What the history says of a call that placed an order. */
export function orderAttempt(
  visit: Visit,
  reply: Reply<PlacedOrder>,
  { key, items }: { readonly key: string | undefined; readonly items: OrderAttempt['items'] },
): OrderAttempt {
  const { body, problem } = reply;
  return {
    kind: 'order',
    ...factsOf(visit, reply),
    idempotency_key: key ?? null,
    items,
    order_id: body?.id ?? problem?.order_id ?? null,
    acknowledged: body
      ? { status: body.status, payment_status: body.payment_status, total_price: body.total_price }
      : null,
  };
}

/** What the history says of a call that cancelled an order. */
export function cancelAttempt(visit: Visit, reply: Reply<unknown>, orderId: number): CancelAttempt {
  return {
    kind: 'cancel',
    ...factsOf(visit, reply),
    order_id: orderId,
    acknowledged: reply.body !== undefined,
  };
}

function factsOf({ caller, account }: Visit, reply: Reply<unknown>) {
  const { requestId, traceId, dueMs, sentMs, endedMs, outcome, status, problem } = reply;
  return {
    journey: caller.journey,
    user_id: account?.userId ?? 0,
    request_id: requestId,
    trace_id: traceId,
    due_at_ms: atMs(dueMs),
    sent_at_ms: sentMs === undefined ? null : atMs(sentMs),
    ended_at_ms: atMs(endedMs),
    outcome,
    status: status ?? null,
    code: problem?.code ?? null,
  };
}
