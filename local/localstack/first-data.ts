import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { Redis } from 'ioredis';
import pg from 'pg';
import { migrate, reseed } from '#functions/restaurant/adapters/migrations/migrate';
import { awsClientOptions } from '#shared/db/aws-client';
import { EngineError } from '../host/engine-error.ts';
import { LOCAL_IDENTITY } from '../http/aws-json.ts';

const DEPLOYMENT_PARAMETER = '/food-delivery/local/deployment-id';
const OUR_KEYS = '{local:*';
const SCAN_COUNT = 1_000;
const REQUEST_TIMEOUT_MS = 10_000;

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

async function deploymentId(endpoint: string): Promise<string> {
  const ssm = new SSMClient({
    ...awsClientOptions(REQUEST_TIMEOUT_MS),
    endpoint,
    region: LOCAL_IDENTITY.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: DEPLOYMENT_PARAMETER }));
    if (!Parameter?.Value) throw new Error(`${DEPLOYMENT_PARAMETER} is empty`);
    return Parameter.Value;
  } catch (error) {
    throw new EngineError(
      `LocalStack's Parameter Store does not return the deployment id: ${messageOf(error)}`,
    );
  } finally {
    ssm.destroy();
  }
}

async function readId(client: pg.Client): Promise<string | undefined> {
  await client.query('CREATE TABLE IF NOT EXISTS deployment (id text NOT NULL)');
  const { rows } = await client.query('SELECT id FROM deployment');
  return rows[0]?.id;
}

async function writeId(client: pg.Client, id: string): Promise<void> {
  await client.query('BEGIN');
  await client.query('DELETE FROM deployment');
  await client.query('INSERT INTO deployment VALUES ($1)', [id]);
  await client.query('COMMIT');
}

async function dropKeys(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', OUR_KEYS, 'COUNT', SCAN_COUNT);
      if (keys.length > 0) await redis.del(keys);
      cursor = next;
    } while (cursor !== '0');
  } catch (error) {
    throw new EngineError(`Redis cannot be used: ${messageOf(error)}; see REDIS_URL`);
  } finally {
    redis.disconnect();
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
