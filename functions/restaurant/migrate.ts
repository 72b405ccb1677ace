import { parseEnv } from '#shared/env';
import { bringUpSchema } from './adapters/migrations/bring-up-schema.ts';
import { MigrateEnv } from './env.ts';

const env = parseEnv(MigrateEnv);

/** Called by a deployment before it changes the services. May be called again at any time. */
export const handler = async (): Promise<{ readonly version: number }> => ({
  version: await bringUpSchema(env.DATABASE_URL),
});
