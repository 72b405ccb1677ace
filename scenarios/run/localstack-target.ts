import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { findRunning } from '#local/localstack/daemon';
import { readLocalStackSettings } from '#local/localstack/settings';
import { connectStores } from '#oracle/stores/connect';
import { UserError } from '#shared/cli/errors';
import type { Environment } from '#shared/cli/settings';
import { resourceName } from '#stacks/stage';
import { servicesOf, type Target } from './running-target.ts';

const STAGE = 'local';
/** It starts a function in seconds, and takes two or three orders a second on two cores. */
const PACE = { slowness: 4, warmUpSeconds: 20 };

/**
 * The LocalStack that `npm run localstack:up -- --host` started, with its stores.
 * @throws UserError where none runs
 */
export async function localStackTarget(env: Environment): Promise<Target> {
  const { dataDir } = readLocalStackSettings(env);
  const running = await findRunning(dataDir);
  if (!running) {
    throw new UserError('no LocalStack runs here; start one with npm run localstack:up -- --host');
  }
  const { endpoint, urls, databaseUrl, redisUrl } = running;
  const queue = (name: string): string =>
    `${endpoint}/queue/${LOCAL_IDENTITY.region}/000000000000/${resourceName(STAGE, name)}`;
  const stores = connectStores({
    STAGE,
    ORDERS_TABLE: resourceName(STAGE, 'orders'),
    PAYMENTS_TABLE: resourceName(STAGE, 'payments'),
    RECOVERY_QUEUE_URL: queue('recovery'),
    RECOVERY_DLQ_URL: queue('recovery-dlq'),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_REGION: LOCAL_IDENTITY.region,
    AWS_ACCESS_KEY_ID: LOCAL_IDENTITY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_IDENTITY.accessKeyId,
  });
  return {
    name: 'localstack',
    isOwn: false,
    dataDir,
    urls: servicesOf(urls),
    engineUrl: undefined,
    stores,
    chaosKey: env.CHAOS_KEY,
    pace: PACE,
    async [Symbol.asyncDispose]() {
      stores[Symbol.dispose]();
    },
  };
}
