import { consumerPoint, handlerPoint, type Point } from '#shared/faults/points/point';
import type { Shell } from '#shared/http/shell';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

/** Valid, and never called: a composition root opens nothing by itself. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  STAGE: 'local',
  CHAOS_PARAMETER: '/food-delivery/local/chaos/none',
  CHAOS_ENABLED: 'false',
  CHAOS_POLL_MS: '1000',
  ALLOW_ANONYMOUS: 'true',
  AWS_REGION: 'us-east-1',
  USERS_TABLE: 'users',
  ORDERS_TABLE: 'orders',
  PAYMENTS_TABLE: 'payments',
  FAULT_HITS_TABLE: 'fault-hits',
  RECOVERY_QUEUE_URL: 'http://127.0.0.1/recovery',
  RECOVERY_DLQ_URL: 'http://127.0.0.1/recovery-dlq',
  REDIS_URL: 'redis://127.0.0.1',
  DATABASE_URL: 'postgresql://127.0.0.1/restaurant',
  USER_SERVICE_URL: 'http://127.0.0.1',
  RESTAURANT_SERVICE_URL: 'http://127.0.0.1',
};

interface CompositionRoot {
  readonly shell: Shell;
  /** Composes the ports of the service's consumers, where it has any. */
  readonly createRecoveryDeps?: () => unknown;
}

const rootOf = (service: ServiceName): Promise<CompositionRoot> =>
  import(new URL(`../functions/${service}/deps.ts`, import.meta.url).href);

/** Every point of every service, from the composition roots of the services. */
export async function allPoints(): Promise<readonly Point[]> {
  const points: Point[] = [];
  for (const service of SERVICE_NAMES) points.push(...(await pointsOf(service)));
  return points;
}

async function pointsOf(service: ServiceName): Promise<readonly Point[]> {
  const { shell, createRecoveryDeps } = await withVariables(service, () => rootOf(service));
  createRecoveryDeps?.();
  const consumers = createRecoveryDeps ? [consumerPoint(service)] : [];
  return [handlerPoint(service), ...consumers, ...shell.faults.points()];
}

/** Loads with placeholders for the variables that are not set, and leaves the environment as it was. */
export async function withVariables<T>(service: ServiceName, load: () => Promise<T>): Promise<T> {
  const before = process.env;
  process.env = { ...PLACEHOLDERS, ...before, POWERTOOLS_SERVICE_NAME: service };
  try {
    return await load();
  } finally {
    process.env = before;
  }
}
