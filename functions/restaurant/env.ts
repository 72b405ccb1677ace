import * as z from 'zod';
import { RouteEnv } from '#shared/env';
import { wholeNumber } from '#shared/settings/kinds';

export const RestaurantEnv = RouteEnv.extend({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'Must start with postgresql://'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'Must start with redis:// or rediss://'),
  /** Portions of each menu in an empty database; those of the seed if it is not set. */
  OPENING_STOCK: wholeNumber().optional(),
  /** Given to functions that use `serviceTokens`. */
  SERVICE_TOKEN_SECRET: z.string().min(16).optional(),
});

/** Variables of `migrate`. */
export const MigrateEnv = RestaurantEnv.pick({ DATABASE_URL: true });
