import * as z from 'zod';
import { RouteEnv } from '#shared/env';
import { wholeNumber } from '#shared/settings/kinds';
import { TIMING } from './domain/timing.ts';

/** Configuration of the order service. The numbers are those of domain/timing.ts; tests shrink them. */
export const OrderEnv = RouteEnv.extend({
  ORDERS_TABLE: z.string().min(1),
  PAYMENTS_TABLE: z.string().min(1),
  FAULT_HITS_TABLE: z.string().min(1),
  RECOVERY_QUEUE_URL: z.url(),
  RECOVERY_DLQ_URL: z.url(),
  REDIS_URL: z.url(),
  USER_SERVICE_URL: z.url(),
  RESTAURANT_SERVICE_URL: z.url(),
  /** Given to functions that use `userTokens`. */
  JWT_SECRET: z.string().min(16).optional(),
  /** Given to functions that use `serviceTokens`. */
  SERVICE_TOKEN_SECRET: z.string().min(16).optional(),
  PENDING_MS: wholeNumber().default(TIMING.pendingMs),
  RECOVERY_DELAY_MS: wholeNumber().default(TIMING.recoveryDelayMs),
  CANCEL_RECOVERY_DELAY_MS: wholeNumber().default(TIMING.cancelRecoveryDelayMs),
  FORWARD_CALL_MS: wholeNumber().default(TIMING.forwardCallMs),
  FORWARD_STEP_MS: wholeNumber().default(TIMING.forwardStepMs),
  UNDO_MS: wholeNumber().default(TIMING.undoMs),
  RECOVERY_CALL_MS: wholeNumber().default(TIMING.recoveryCallMs),
});
export type OrderEnv = z.infer<typeof OrderEnv>;

/** Variables of the API pages, whose login is at the user service. */
export const PagesEnv = OrderEnv.pick({ USER_SERVICE_URL: true });
