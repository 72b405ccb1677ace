import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRedisService } from '#local/services/redis/redis';
import type { Service } from '#local/services/service';
import { createGenerationCache, type GenerationCache } from '#shared/cache/generation-cache';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import { valuesOf } from '#shared/telemetry/call-values';
import { METRIC } from '#shared/telemetry/conventions';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { freeze } from '#tests/support/programs/freeze';
import { missedGeneration } from '#tests/support/stores/missed-generation';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';

const TTL_SECONDS = 30;
const telemetry = recordTelemetry();
let bench: TestBench;
let service: Service;
let redis: RedisConnection;
let cache: GenerationCache;
let key: string;
let keys = 0;

beforeAll(async () => {
  bench = await testBench();
  service = await bench.run((context) => createRedisService(context, 'builtin'));
});
afterAll(() => bench[Symbol.asyncDispose]());
beforeEach(async () => {
  key = `menu:${++keys}`;
  redis = createRedis(service.url);
  cache = createGenerationCache(redis, { stage: 'test', name: 'menus' });
  await missedGeneration(cache, 'never cached');
  await telemetry.reset();
  return () => redis.close();
});

/** Number of reads that were counted, by state. */
const reads = async (state: string) =>
  telemetry.sum(METRIC.cacheReads, { 'food.cache.name': 'menus', 'food.cache.state': state });

test('a read records whether the cache had it, on its span and as a count', async () => {
  const missed = await cache.read(key);
  if (missed.state !== 'miss') throw new Error(missed.state);
  await cache.fill(key, missed.generation, 'value', TTL_SECONDS);
  await cache.read(key);

  expect(telemetry.spans().map(({ name, kind, attributes }) => ({ name, kind, ...attributes }))).toEqual(
    [
      { name: 'MGET', 'food.cache.state': 'miss', 'food.call.arguments': valuesOf(key) },
      { name: 'SET GET' },
      { name: 'SET' },
      { name: 'MGET', 'food.cache.state': 'hit', 'food.call.arguments': valuesOf(key) },
    ].map((span) => ({
      kind: SpanKind.CLIENT,
      'db.system.name': 'redis',
      'db.operation.name': span.name,
      'food.cache.name': 'menus',
      ...span,
    })),
  );
  expect(await Promise.all(['miss', 'hit', 'bypass'].map(reads))).toEqual([1, 1, 0]);
});

test('commands that time out are recorded as such, and a Redis that is skipped is not asked', async () => {
  await cache.read(key);
  await telemetry.reset();
  const thaw = await freeze(service.pid);
  try {
    await cache.read(key);
    await cache.read(key);
  } finally {
    thaw();
  }

  expect(telemetry.span('MGET')).toMatchObject({
    attributes: { 'food.cache.state': 'bypass', 'error.type': 'RedisTimedOut' },
    status: { code: SpanStatusCode.ERROR },
  });
  expect(await reads('bypass')).toBe(2);
});

test('a bump that Redis did not take is counted', async () => {
  await service.stop();
  await cache.bump([key, 'menus']);
  await service.start();

  expect(await telemetry.sum(METRIC.cacheBumpFailed, { 'food.cache.name': 'menus' })).toBe(1);
  expect(telemetry.span('SET')).toMatchObject({
    status: { code: SpanStatusCode.ERROR },
  });
});
