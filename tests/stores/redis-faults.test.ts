import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisService } from '#local/services/redis/redis';
import type { RedisChoice, Service } from '#local/services/service';
import { cachedRead } from '#shared/cache/cached-read';
import { createGenerationCache, type GenerationCache } from '#shared/cache/generation-cache';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { freeze } from '#tests/support/programs/freeze';
import { missedGeneration } from '#tests/support/stores/missed-generation';
import { REDIS_CHOICES } from '#tests/support/stores/redis-choices';
import { startSilentProxy } from './silent-proxy.ts';

const TTL_SECONDS = 30;
const CLOSE_ALL_CONNECTIONS = `
  const socket = require('node:net').connect(process.argv[1]);
  socket.write('CLIENT KILL TYPE normal SKIPME yes\\r\\n');
  socket.once('data', () => process.exit());
`;

for (const { choice, tags } of REDIS_CHOICES)
  describe(`on the ${choice} Redis`, { tags }, () => faultsOn(choice));

function faultsOn(choice: RedisChoice): void {
  let bench: TestBench;
  let service: Service;
  let redis: RedisConnection;
  let cache: GenerationCache;
  let key: string;
  let keys = 0;
  const warn = vi.fn();

  beforeAll(async () => {
    bench = await testBench();
    service = await bench.run((context) => createRedisService(context, choice));
  });
  afterAll(async () => {
    await bench[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    key = `menu:${++keys}`;
    redis = createRedis(service.url);
    cache = createGenerationCache(redis, { stage: 'test', name: 'menus', warn });
    warn.mockReset();
    return () => redis.close();
  });

  const missed = (): Promise<string> => missedGeneration(cache, key);

  test('bypasses a Redis that is stopped, costs nothing then, and uses it again when it is back', async () => {
    await cache.fill(key, await missed(), 'old', TTL_SECONDS);
    await service.stop();
    expect(await cache.read(key)).toEqual({ state: 'bypass' });
    const startedAt = performance.now();

    for (let i = 0; i < 20; i++) expect(await cache.read(key)).toEqual({ state: 'bypass' });
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(await cachedRead(cache, key, TTL_SECONDS, async () => 'stored')).toEqual({
      state: 'bypass',
      value: 'stored',
    });
    expect(await cache.bump([key])).toBe(false);
    expect(warn).toHaveBeenCalledExactlyOnceWith('cache bump failed', {
      cache: 'menus',
      keys: [key],
      error: expect.any(Error),
    });

    await service.start();
    await expect.poll(() => cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('bumps as soon as Redis is back, even while reads still skip it', async () => {
    await service.stop();
    await cache.read(key);
    await service.start();

    expect(await cache.bump([key])).toBe(true);
  });

  test('uses Redis at once when the kept connection has died', async () => {
    await cache.fill(key, await missed(), 'value', TTL_SECONDS);
    await service.stop();
    await service.start();

    expect(await cache.read(key)).toMatchObject({ state: 'miss' });
  });

  test('uses Redis at once when the connection died while this process was frozen', async () => {
    await cache.fill(key, await missed(), 'value', TTL_SECONDS);
    const port = new URL(service.url).port;

    // Blocks this process meanwhile, so that it notices the closed connection only at its next use.
    spawnSync(process.execPath, ['-e', CLOSE_ALL_CONNECTIONS, port]);

    expect(await cache.read(key)).toEqual({ state: 'hit', value: 'value' });
  });

  test('leaves a connection that never answers again', async () => {
    await using proxy = await startSilentProxy(Number(new URL(service.url).port));
    const behindProxy = createRedis(`redis://127.0.0.1:${proxy.port}`);
    const proxied = createGenerationCache(behindProxy, { stage: 'test', name: 'menus' });
    await cache.fill(key, await missed(), 'value', TTL_SECONDS);
    await proxied.read(key);

    proxy.silence();

    expect(await proxied.read(key)).toEqual({ state: 'bypass' });
    await expect.poll(() => proxied.read(key)).toEqual({ state: 'hit', value: 'value' });
    behindProxy.close();
  });

  test('waits only a moment for a Redis that hangs, and asks it again after', async () => {
    await cache.fill(key, await missed(), 'value', TTL_SECONDS);
    const thaw = await freeze(service.pid);
    const startedAt = performance.now();
    try {
      for (let i = 0; i < 5; i++) expect(await cache.read(key)).toEqual({ state: 'bypass' });
      expect(performance.now() - startedAt).toBeLessThan(400);
      expect(await cache.bump([key])).toBe(false);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    } finally {
      thaw();
    }

    await expect.poll(async () => (await cache.read(key)).state).not.toBe('bypass');
  });
}
