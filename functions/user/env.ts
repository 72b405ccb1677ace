import * as z from 'zod';
import { RouteEnv } from '#shared/env';

export const UserEnv = RouteEnv.extend({
  USERS_TABLE: z.string().min(1),
  FAULT_HITS_TABLE: z.string().min(1),
  /** Given to functions that use `userTokens`. Shared with the order service, which verifies user tokens itself. */
  JWT_SECRET: z.string().min(16).optional(),
});
