import * as z from 'zod';
import { CommonEnv } from '#shared/env';

export const RestaurantEnv = CommonEnv.extend({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'Must start with postgresql://'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'Must start with redis:// or rediss://'),
  SERVICE_TOKEN_SECRET: z.string().min(16),
});

/** Variables of `migrate`. */
export const MigrateEnv = RestaurantEnv.pick({ DATABASE_URL: true });
