import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisService } from '#local/services/redis/redis';
import type { RedisChoice, Service } from '#local/services/service';
import { cachedRead } from '#shared/cache/cached-read';
import { evict } from '#shared/cache/evict';
import { createGenerationCache, type GenerationCache } from '#shared/cache/generation-cache';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { missedGeneration } from '#tests/support/stores/missed-generation';
import { REDIS_CHOICES } from '#tests/support/stores/redis-choices';

const TTL_SECONDS = 30;
const CHANGES = 200;

for (const { choice, tags } of REDIS_CHOICES)
  describe(`on the ${choice} Redis`, { tags }, () => cacheOn(choice));

function cacheOn(choice: RedisChoice): void {
  let bench: TestBench;
  let service: Service;
  let admin: Redis;
  let redis: RedisConnection;
  let cache: GenerationCache;
  let key: string;
  let keys = 0;

  beforeAll(async () => {
    bench = await testBench();
    service = await bench.run((context) => createRedisService(context, choice));
    admin = new Redis(service.url, { protocol: 2 });
    admin.on('error', () => undefined);
  });
  afterAll(async () => {
    admin.disconnect();
    await bench[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    key = `menu:${++keys}`;
    redis = createRedis(service.url);
    cache = createGenerationCache(redis, { stage: 'test', name: 'menus' });
    return () => redis.close();
  });

  /** Works with the cache of another execution environment. */
  async function elsewhere<T>(work: (cache: GenerationCache) => Promise<T>): Promise<T> {
    const connection = createRedis(service.url);
    try {
      return await work(createGenerationCache(connection, { stage: 'test', name: 'menus' }));
    } finally {
      connection.close();
    }
  }
  const missed = (from: GenerationCache = cache): Promise<string> => missedGeneration(from, key);

  test('gives back what was filled, to everyone', async () => {
    await cache.fill(key, await missed(), '{"id":1}', TTL_SECONDS);

    expect(await cache.read(key)).toEqual({ state: 'hit', value: '{"id":1}' });
    expect(await elsewhere((other) => other.read(key))).toEqual({ state: 'hit', value: '{"id":1}' });
  });

  test('keeps values apart by stage', async () => {
    await cache.fill(key, await missed(), 'value', TTL_SECONDS);

    expect(await createGenerationCache(redis, { stage: 'other', name: 'menus' }).read(key)).toMatchObject({
      state: 'miss',
    });
  });

  test('forgets a value with its time', async () => {
    await cache.fill(key, await missed(), 'value', 1);

    await expect.poll(() => cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('misses after a bump by any client', async () => {
    await cache.fill(key, await missed(), 'old', TTL_SECONDS);

    expect(await elsewhere((other) => other.bump(['unrelated', key]))).toBe(true);

    expect(await cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('does not let a slow filler bring back what it read before a bump', async () => {
    const before = await missed();
    await elsewhere((other) => other.bump([key]));

    await cache.fill(key, before, 'old', TTL_SECONDS);

    expect(await cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('does not let the first filler of all bring back what it read before a bump', async () => {
    const before = await missed();
    await admin.flushall();
    await elsewhere((other) => other.bump([key]));

    await cache.fill(key, before, 'old', TTL_SECONDS);

    expect(await cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('treats a value whose generation was lost as a miss, and the new filler wins', async () => {
    const before = await missed();
    await cache.fill(key, before, 'old', TTL_SECONDS);
    await admin.del(`{test:${key}}:gen`);

    const after = await missed();
    await cache.fill(key, before, 'old', TTL_SECONDS);
    expect(await cache.read(key)).toMatchObject({ state: 'miss' });

    await cache.fill(key, after, 'new', TTL_SECONDS);
    expect(await cache.read(key)).toEqual({ state: 'hit', value: 'new' });
  });

  test('an evicted value is read from the store again, and a filler under way does not bring back an older one', async () => {
    let stored = 'old';
    await cachedRead(cache, key, TTL_SECONDS, async () => stored);
    const missing = `${key}-of-another`;
    await admin.del(`{test:${key}}:val`);
    const before = await missed();
    // the store changes, and Redis takes no word of it
    stored = 'new';

    expect(await evict(redis, 'test', [key, missing])).toBe(0);
    await cache.fill(key, before, 'old', TTL_SECONDS);

    expect(await cachedRead(cache, key, TTL_SECONDS, async () => stored)).toEqual({
      state: 'miss',
      value: 'new',
    });
    expect(await evict(redis, 'test', [key, missing])).toBe(1);
    expect(await admin.get(`{test:${key}}:val`)).toBeNull();
    expect(await elsewhere((other) => other.read(key))).toMatchObject({ state: 'miss' });
  });

  test('gives two fillers that come at once the same generation', async () => {
    const generations = await Promise.all([missed(), elsewhere(missed), elsewhere(missed)]);

    expect(new Set(generations).size).toBe(1);
  });

  test('loads what is missing and says so', async () => {
    const load = vi.fn(async () => 'loaded');

    expect(await cachedRead(cache, key, TTL_SECONDS, load)).toEqual({ state: 'miss', value: 'loaded' });
    expect(await cachedRead(cache, key, TTL_SECONDS, load)).toEqual({ state: 'hit', value: 'loaded' });
    expect(load).toHaveBeenCalledOnce();
  });

  test('does not keep that there is no such thing', async () => {
    await cachedRead(cache, key, TTL_SECONDS, async () => undefined);

    expect(await cachedRead(cache, key, TTL_SECONDS, async () => 'new')).toEqual({
      state: 'miss',
      value: 'new',
    });
  });

  test('never shows an older state after an answer to a change', async () => {
    let stored = 0;
    let answered = 0;
    const tooOld: string[] = [];
    const read = async (from: GenerationCache): Promise<number> => {
      const { value } = await cachedRead(from, key, TTL_SECONDS, async () => {
        const state = stored;
        await sleep(Math.random() * 3);
        return String(state);
      });
      return Number(value);
    };
    const readAlong = async (from: GenerationCache): Promise<void> => {
      while (answered < CHANGES) {
        const atLeast = answered;
        const value = await read(from);
        if (value < atLeast) tooOld.push(`${value} after ${atLeast}`);
      }
    };
    const readers = [1, 2, 3].map(() => elsewhere(readAlong));

    for (let change = 1; change <= CHANGES; change++) {
      stored = change;
      await cache.bump([key]);
      answered = change;
    }
    await Promise.all(readers);

    expect(tooOld).toEqual([]);
    expect(await read(cache)).toBe(CHANGES);
  });
}
