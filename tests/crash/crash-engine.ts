import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quickEngine } from '#lab/quick-engine';
import { storesOf } from '#lab/stores-of';
import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { removeDataDir } from '#local/services/remove-data-dir';
import { connectStores, type Stores } from '#oracle/stores/connect';
import { createApi } from '#tests/support/api/client';
import { startTestEngine } from '#tests/support/engine/test-engine';
import type { Call } from './calls.ts';
import { OWN_ADDRESS } from './own-address.ts';
import { type Fault, type FaultProxy, startHttpProxy } from './proxy.ts';
import { startRedisProxy } from './redis-proxy.ts';

/** An engine whose order service reaches everything through proxies. */
export interface CrashEngine extends AsyncDisposable {
  readonly engine: Engine;
  readonly api: ReturnType<typeof createApi>;
  readonly stores: Stores;
  /** Called for every attempt at a call, of every service. */
  faultOf: (call: Call) => Fault | undefined;
  /** Delivers every request whose caller has timed out. */
  deliverLate(): Promise<number>;
}

const WATCHED = ['order/place-order', 'order/cancel-order', 'order/recover-order'];

export async function startCrashEngine(options: EngineOptions = {}): Promise<CrashEngine> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-crash-'));
  stack.defer(() => removeDataDir(dataDir));
  const late: (() => Promise<void>)[] = [];
  let engine: Engine | undefined;
  const hooks: { faultOf: CrashEngine['faultOf'] } = { faultOf: () => undefined };

  const shared = {
    late,
    faultOf: (call: Call) => hooks.faultOf(call),
    watched: () =>
      new Map(WATCHED.flatMap((name) => (engine?.functions.get(name)?.pids ?? []).map((pid) => [pid, name]))),
  };
  const http = async (dependency: 'DynamoDB' | 'SQS' | 'user' | 'restaurant'): Promise<FaultProxy> =>
    stack.use(await startHttpProxy({ ...shared, dependency }));
  const [dynamo, sqs, user, restaurant] = await Promise.all([
    http('DynamoDB'),
    http('SQS'),
    http('user'),
    http('restaurant'),
  ]);
  const redis = stack.use(await startRedisProxy(shared));

  const quick = await quickEngine(dataDir);
  engine = await startTestEngine({
    ...quick,
    ...options,
    environment: {
      ...quick.environment,
      ...options.environment,
      ...OWN_ADDRESS,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      USER_SERVICE_URL: user.url,
      RESTAURANT_SERVICE_URL: restaurant.url,
      REDIS_URL: redis.url,
    },
  });
  const started = engine;
  stack.defer(() => started.dispose());
  const { urls, backends } = engine;
  dynamo.target = backends.dynamodb;
  sqs.target = backends.sqs;
  user.target = urls.user;
  restaurant.target = urls.restaurant;
  redis.target = backends.redis;
  const stores = stack.use(connectStores(storesOf(engine)));
  const kept = stack.move();
  return Object.assign(hooks, {
    engine,
    api: createApi(urls),
    stores,
    async deliverLate() {
      const requests = late.splice(0);
      await Promise.all(requests.map((deliver) => deliver().catch(() => undefined)));
      return requests.length;
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  });
}
