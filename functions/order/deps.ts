import { randomUUID } from 'node:crypto';
import { createServiceTokens, createUserTokens } from '#shared/auth/tokens';
import { createGenerationCache } from '#shared/cache/generation-cache';
import { createDynamo } from '#shared/db/dynamo';
import { createRedis } from '#shared/db/redis';
import { parseEnv } from '#shared/env';
import { createDynamoHits } from '#shared/faults/dynamo-hits';
import { via } from '#shared/faults/points/adapter';
import { CHECK_TIMEOUT_MS } from '#shared/http/health';
import { createShell } from '#shared/http/shell';
import { newId } from '#shared/ids';
import { gathered } from '#shared/queue/gathered';
import type { ServiceName } from '#shared/services';
import { countOrders } from './adapters/count-orders.ts';
import { countPayments } from './adapters/count-payments.ts';
import { countReservations } from './adapters/count-reservations.ts';
import { createDynamoOrderBatches } from './adapters/dynamo-order-batches.ts';
import { createDynamoOrders } from './adapters/dynamo-orders.ts';
import { createDynamoPayments } from './adapters/dynamo-payments.ts';
import { createHttpInventory } from './adapters/http-inventory.ts';
import { createHttpMenus } from './adapters/http-menus.ts';
import { createHttpService } from './adapters/http-service.ts';
import { createHttpUsers } from './adapters/http-users.ts';
import { askLedger, askQueue, askService } from './adapters/reachability.ts';
import { bumpTogether, createOrderCache, createOrderReader } from './adapters/redis-order-cache.ts';
import { createSqs, createSqsRecovery } from './adapters/sqs-recovery.ts';
import { OrderEnv } from './env.ts';
import { timesOf } from './times.ts';

export const env = parseEnv(OrderEnv);
const times = timesOf(env);

const serviceTokens = createServiceTokens(env.SERVICE_TOKEN_SECRET);

export const shell = createShell(
  env,
  createDynamoHits(createDynamo({ attemptMs: times.storeCallMs, isTraced: false }), env.FAULT_HITS_TABLE),
  (faults) => {
    const { verify } = createUserTokens(env.JWT_SECRET, Date.now, faults.client('tokens'));
    return { verifyUser: faults.ports({ userTokens: via('tokens')({ verify }) }).userTokens.verify };
  },
  true,
);
const { faults } = shell;

const dynamo = createDynamo({ attemptMs: times.storeCallMs, faults: faults.client('dynamodb') });
const inCalls = faults.client('http');
const restaurant = createHttpService({
  name: 'The restaurant service',
  service: 'restaurant',
  url: env.RESTAURANT_SERVICE_URL,
  timeoutMs: times.forwardCallMs,
  breaker: true,
  faults: inCalls,
});
const users = createHttpService({
  name: 'The user service',
  service: 'user',
  url: env.USER_SERVICE_URL,
  timeoutMs: times.forwardCallMs,
  breaker: true,
  faults: inCalls,
});

export const redis = createRedis(env.REDIS_URL, faults.client('redis'));
const cache = createGenerationCache(redis, {
  stage: env.STAGE,
  name: 'order',
  warn: (message, failed) => shell.log.warn(message, { ...failed }),
});
export const sqs = createSqs(faults.client('sqs'));

const orders = createDynamoOrders(dynamo, env.ORDERS_TABLE);

export const deps = {
  ...faults.ports({
    orders: via('dynamodb')(countOrders(orders)),
    reader: via('redis', 'dynamodb')(createOrderReader(cache, orders)),
    payments: via(
      'dynamodb',
      'payment',
    )(countPayments(createDynamoPayments(dynamo, env.PAYMENTS_TABLE, faults.client('payment')))),
    inventory: via('http')(countReservations(createHttpInventory(restaurant, serviceTokens, times.undoMs))),
    recovery: via('sqs')(createSqsRecovery(sqs, env.RECOVERY_QUEUE_URL)),
    cache: via('redis')(createOrderCache(cache)),
    users: via('http')(createHttpUsers(users)),
    menus: via('http')(createHttpMenus(restaurant)),
  }),
  limits: times,
  now: Date.now,
  newOrderId: () => newId(Date.now(), Math.random()),
  newAttemptId: randomUUID,
};

/** Checks of `GET /health?deep=1`: everything without which no order can be placed. */
export function createReachability() {
  const ask = (name: string, service: ServiceName, url: string) => {
    const target = createHttpService({ name, service, url, timeoutMs: CHECK_TIMEOUT_MS, breaker: false });
    return () => askService(target);
  };
  return {
    store: () => deps.orders.get(0),
    ledger: () => askLedger(dynamo, env.PAYMENTS_TABLE),
    queue: () => askQueue(sqs, env.RECOVERY_QUEUE_URL),
    user: ask('The user service', 'user', env.USER_SERVICE_URL),
    restaurant: ask('The restaurant service', 'restaurant', env.RESTAURANT_SERVICE_URL),
  };
}

/**
 * Recovery waits longer for the restaurant service, and has no breaker. It reads the orders of a batch in one call, and
 * bumps those at rest in another.
 */
export function createRecoveryDeps() {
  const patient = createHttpService({
    name: 'The restaurant service',
    service: 'restaurant',
    url: env.RESTAURANT_SERVICE_URL,
    timeoutMs: times.recoveryCallMs,
    breaker: false,
    faults: inCalls,
  });
  const inventory = createHttpInventory(patient, serviceTokens, times.recoveryCallMs);
  const get = gathered({ one: orders.get, many: createDynamoOrderBatches(dynamo, env.ORDERS_TABLE) });
  const bump = gathered({ one: createOrderCache(cache).bump, many: bumpTogether(cache) });
  return {
    ...deps,
    ...faults.ports({
      orders: via('dynamodb')(countOrders({ ...orders, get })),
      inventory: via('http')(inventory),
      cache: via('redis')({ bump }),
    }),
  };
}
