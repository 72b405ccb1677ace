import * as z from 'zod';
import { CommonEnv } from '#shared/env';
import { flag, wholeNumber } from '#shared/settings/kinds';

/** Everything the order service is configured with. The numbers are the protocol's (docs/architecture.md); tests shrink them. */
export const OrderEnv = CommonEnv.extend({
  ORDERS_TABLE: z.string().min(1),
  PAYMENTS_TABLE: z.string().min(1),
  FAULT_HITS_TABLE: z.string().min(1),
  RECOVERY_QUEUE_URL: z.url(),
  RECOVERY_DLQ_URL: z.url(),
  REDIS_URL: z.url(),
  USER_SERVICE_URL: z.url(),
  RESTAURANT_SERVICE_URL: z.url(),
  JWT_SECRET: z.string().min(16),
  SERVICE_TOKEN_SECRET: z.string().min(16),
  ALLOW_ANONYMOUS_ORDERS: flag,
  /** Life of a pending order before recovery may decide it: place-order's own time limit. */
  PENDING_MS: wholeNumber().default(25_000),
  /** First recovery message: past everything place-order can still do. */
  RECOVERY_DELAY_MS: wholeNumber().default(30_000),
  /** Recovery message of a cancellation: past cancel-order's own time limit. */
  CANCEL_RECOVERY_DELAY_MS: wholeNumber().default(12_000),
  /** One call forward to another service. */
  FORWARD_CALL_MS: wholeNumber().default(5_000),
  /** No new step forward with less than this left. */
  FORWARD_STEP_MS: wholeNumber().default(8_000),
  /** Giving back within the request takes at most this long. */
  UNDO_MS: wholeNumber().default(3_000),
  /** One call of recovery to another service. */
  RECOVERY_CALL_MS: wholeNumber().default(10_000),
});
export type OrderEnv = z.infer<typeof OrderEnv>;

/** What the API pages need: users log in at their own service. */
export const PagesEnv = OrderEnv.pick({ USER_SERVICE_URL: true });
