import { randomUUID } from 'node:crypto';
import { createServiceTokens } from '#shared/auth/tokens';
import { createGenerationCache } from '#shared/cache/generation-cache';
import { createRedis } from '#shared/db/redis';
import { parseEnv } from '#shared/env';
import { via } from '#shared/faults/points/adapter';
import { createShell } from '#shared/http/shell';
import { newId } from '#shared/ids';
import { createPostgres } from './adapters/postgres.ts';
import { createPostgresFaultHits } from './adapters/postgres-fault-hits.ts';
import { createPostgresInventory } from './adapters/postgres-inventory.ts';
import { createPostgresMenus } from './adapters/postgres-menus.ts';
import { createMenuCache, createMenuReader } from './adapters/redis-menu-cache.ts';
import { withoutRowLock } from './adapters/unlocked-inventory.ts';
import { RestaurantEnv } from './env.ts';

const env = parseEnv(RestaurantEnv);

// The hits of faults are written through the connection on which faults act.
const postgres = createPostgres(env.DATABASE_URL, { openingStock: env.OPENING_STOCK }, (call, next) =>
  shell.faults.client('postgresql')(call, next),
);

export const shell = createShell(env, createPostgresFaultHits(postgres), (faults) => {
  const { verify } = createServiceTokens(env.SERVICE_TOKEN_SECRET, Date.now, faults.client('tokens'));
  const { serviceTokens } = faults.ports({ serviceTokens: via('tokens')({ verify }) });
  return { verifyService: (token) => serviceTokens.verify(token, 'restaurant') };
});

export const redis = createRedis(env.REDIS_URL, shell.faults.client('redis'));
const cache = createGenerationCache(redis, {
  stage: env.STAGE,
  name: 'menus',
  warn: (message, failed) => shell.log.warn(message, { ...failed }),
});
const stored = createPostgresMenus(postgres);
/** Menus are read through the cache. */
const { find, listRestaurants } = stored;

export const deps = {
  ...shell.faults.ports({
    restaurants: via('postgresql')({ find, listRestaurants }),
    menus: via('redis', 'postgresql')(createMenuReader(cache, stored)),
    inventory: via('postgresql')(withoutRowLock(createPostgresInventory(postgres), postgres)),
    cache: via('redis')(createMenuCache(cache)),
  }),
  // Ids grow with time, so that the index of operations grows at its end.
  newOperationId: () => `change-${newId(Date.now(), Math.random())}-${randomUUID().slice(-12)}`,
};
