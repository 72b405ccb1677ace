import type { Attempt, CancelAttempt, OrderAttempt } from '#load/history/attempt';

/** What the clients of a run know of its orders, from what they were answered. */
export interface ClientKnowledge {
  /** Attempts whose answer says how an order was placed, by the order's id. */
  readonly acknowledged: ReadonlyMap<number, OrderAttempt>;
  /** By the order's id; the acknowledged one where there is one. */
  readonly cancels: ReadonlyMap<number, CancelAttempt>;
  /** Orders that an error named. */
  readonly named: ReadonlySet<number>;
  /** Attempts at an order with an error or without an answer, by user. */
  readonly doubts: ReadonlyMap<number, number>;
  /** Different requests for an order, by user: attempts under one key are one request. */
  readonly requests: ReadonlyMap<number, number>;
  /** Answers that contradict each other, a sentence each. */
  readonly contradictions: readonly string[];
}

/** Reads a history once, from its beginning. Its size is that of the orders, not of the requests. */
export async function clientKnowledge(
  attempts: AsyncIterable<Attempt> | Iterable<Attempt>,
): Promise<ClientKnowledge> {
  const acknowledged = new Map<number, OrderAttempt>();
  const cancels = new Map<number, CancelAttempt>();
  const named = new Set<number>();
  const doubts = new Map<number, number>();
  const requests = new Map<number, number>();
  const keys = new Set<string>();
  const contradictions: string[] = [];
  for await (const attempt of attempts) {
    if (attempt.kind === 'cancel') {
      if (!cancels.get(attempt.order_id)?.acknowledged) cancels.set(attempt.order_id, attempt);
      continue;
    }
    const { order_id: id, user_id: userId, idempotency_key: key } = attempt;
    if (key === null || !keys.has(key)) requests.set(userId, (requests.get(userId) ?? 0) + 1);
    if (key !== null) keys.add(key);
    if (attempt.acknowledged && id !== null) {
      const before = acknowledged.get(id);
      if (before && before.idempotency_key !== attempt.idempotency_key) {
        contradictions.push(`order ${id} was answered to two requests with different keys`);
      }
      acknowledged.set(id, before ?? attempt);
      continue;
    }
    if (id !== null) named.add(id);
    if (isInDoubt(attempt)) doubts.set(userId, (doubts.get(userId) ?? 0) + 1);
  }
  return { acknowledged, cancels, named, doubts, requests, contradictions };
}

const FIRST_SERVER_ERROR = 500;
const CONFLICT = 409;

/** Whether an order may exist that its client does not know of. What was not sent places none. */
const isInDoubt = ({ status, sent_at_ms: sentAtMs }: OrderAttempt): boolean =>
  sentAtMs !== null &&
  (status === null || status >= FIRST_SERVER_ERROR || status < 300 || status === CONFLICT);
