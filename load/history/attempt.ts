import * as z from 'zod';

const atMs = z.number();
const FACTS = {
  journey: z.string(),
  user_id: z.int(),
  request_id: z.string(),
  trace_id: z.string(),
  /** When it should have been sent, in milliseconds since 1970. */
  due_at_ms: atMs,
  /** When it had a connection; null for a request that got none and so never left. */
  sent_at_ms: atMs.nullable(),
  /** When the answer was there, or when it was known that none comes. */
  ended_at_ms: atMs,
  /** `201 confirmed`, `503 dependency_unavailable`, `no answer: timeout`. */
  outcome: z.string(),
  /** Null where there was no answer. */
  status: z.int().nullable(),
  /** Code of the error in the answer. */
  code: z.string().nullable(),
};

/**
 * One try of a client to place or to cancel an order. A retry is an attempt of its own under the same key. What a client
 * knows follows from it: an order is acknowledged where `acknowledged` is set, and in doubt after a 5xx or without an answer.
 */
export const Attempt = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('order'),
    ...FACTS,
    idempotency_key: z.string().nullable(),
    items: z.array(z.object({ menu_id: z.int(), quantity: z.int() })),
    /** The order's id, where the answer names it, errors included. */
    order_id: z.int().nullable(),
    /** What the answer says of the order; null for every answer but a readable 201. */
    acknowledged: z
      .object({ status: z.string(), payment_status: z.string(), total_price: z.number() })
      .nullable(),
  }),
  z.object({
    kind: z.literal('cancel'),
    ...FACTS,
    order_id: z.int(),
    /** Whether the answer says that the order is cancelled. */
    acknowledged: z.boolean(),
  }),
]);
export type Attempt = z.infer<typeof Attempt>;
export type OrderAttempt = Extract<Attempt, { readonly kind: 'order' }>;
export type CancelAttempt = Extract<Attempt, { readonly kind: 'cancel' }>;
