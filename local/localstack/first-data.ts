import pg from 'pg';
import { migrate, reseed } from '#functions/restaurant/adapters/migrations/migrate';
import { messageOf } from '#shared/error-message';
import { EngineError } from '../host/engine-error.ts';
import { deploymentId, readId, writeId } from './deployment-id.ts';
import { dropKeys } from './drop-keys.ts';

export interface FirstDataOptions {
  /** URL of LocalStack. */
  readonly endpoint: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/**
 * Resets stock if it belongs to another deployment; call it after each one. LocalStack loses orders and users at a
 * restart, but PostgreSQL keeps stock. The stack stores a deployment id in the Parameter Store. If PostgreSQL holds
 * another id, stock is seeded again and our keys in Redis are deleted.
 * @returns whether the data was reset
 */
export async function ensureFirstData(options: FirstDataOptions): Promise<boolean> {
  const id = await deploymentId(options.endpoint);
  const client = new pg.Client({ connectionString: options.databaseUrl });
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw new EngineError(`PostgreSQL cannot be used: ${messageOf(error)}; see DATABASE_URL`);
    });
    await migrate(client);
    if ((await readId(client)) === id) return false;
    await reseed(client);
    await dropKeys(options.redisUrl);
    // Written last, so that an interrupted reset is a mismatch again at the next start.
    await writeId(client, id);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
