import * as z from 'zod';
import { CommonEnv } from '#shared/env';

export const UserEnv = CommonEnv.extend({
  USERS_TABLE: z.string().min(1),
  FAULT_HITS_TABLE: z.string().min(1),
  /** Given to functions that use `userTokens`. Shared with the order service, which verifies user tokens itself. */
  JWT_SECRET: z.string().min(16).optional(),
});
