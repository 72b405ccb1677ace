import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bringUpSchema } from '#functions/restaurant/adapters/migrations/bring-up-schema';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import { createRedisService } from '#local/services/redis/redis';
import { createGenerationCache } from '#shared/cache/generation-cache';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { type DatabaseServer, startDatabaseServer } from '#tests/support/stores/databases';
import { missedGeneration } from '#tests/support/stores/missed-generation';
import { type Certificate, drawCertificate, startTlsFront, type TlsFront } from './tls-front.ts';

const TRUSTED = getCACertificates('default');

describe('over TLS', { tags: 'openssl' }, () => {
  let certificate: Certificate;
  let certificateOfAnother: Certificate;
  const fronts: TlsFront[] = [];

  beforeAll(() => {
    certificate = drawCertificate('localhost');
    certificateOfAnother = drawCertificate('another.example');
  });
  beforeEach(() => setDefaultCACertificates([...TRUSTED, certificate.cert, certificateOfAnother.cert]));
  afterEach(async () => {
    setDefaultCACertificates(TRUSTED);
    for (const front of fronts.splice(0)) await front[Symbol.asyncDispose]();
  });

  async function front(
    store: string,
    protocol: 'postgresql' | 'redis',
    shown: Certificate = certificate,
  ): Promise<string> {
    const url = new URL(store);
    const started = await startTlsFront(Number(url.port), protocol, shown);
    fronts.push(started);
    url.host = `localhost:${started.port}`;
    return url.href;
  }

  describe('PostgreSQL', () => {
    let server: DatabaseServer;
    const opened: Postgres[] = [];
    beforeAll(async () => {
      server = await startDatabaseServer();
    });
    afterEach(() => Promise.all(opened.splice(0).map((postgres) => postgres.close())));
    afterAll(() => server?.[Symbol.asyncDispose]());

    const secured = async (shown?: Certificate) =>
      `${await front(await server.create(), 'postgresql', shown)}?sslmode=verify-full`;
    function menusAt(url: string) {
      const postgres = createPostgres(url);
      opened.push(postgres);
      return createPostgresMenus(postgres).list();
    }

    test('the address of the stage aws reaches it, and so does migrate', async () => {
      expect(await menusAt(await secured())).toHaveLength(6);
      expect(await bringUpSchema(await secured())).toBe(4);
    });

    test('a server with an untrusted certificate does not get the password', async () => {
      const url = await secured();
      setDefaultCACertificates(TRUSTED);

      await expect(menusAt(url)).rejects.toMatchObject({ code: 'dependency_unavailable' });
    });

    test('nor is one whose certificate is of another', async () => {
      await expect(menusAt(await secured(certificateOfAnother))).rejects.toMatchObject({
        code: 'dependency_unavailable',
        cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      });
    });
  });

  describe('Redis', () => {
    let bench: TestBench;
    let url: string;
    const opened: RedisConnection[] = [];
    beforeAll(async () => {
      bench = await testBench();
      url = (await bench.run((context) => createRedisService(context, 'builtin'))).url;
    });
    afterEach(() => {
      for (const redis of opened.splice(0)) redis.close();
    });
    afterAll(() => bench?.[Symbol.asyncDispose]());

    const secured = async (shown?: Certificate) =>
      (await front(url, 'redis', shown)).replace(/^redis:/, 'rediss:');
    function cacheAt(address: string) {
      const redis = createRedis(address);
      opened.push(redis);
      return createGenerationCache(redis, { stage: 'test', name: 'menus' });
    }

    test('the address of the stage aws reaches it', async () => {
      const cache = cacheAt(await secured());

      await cache.fill('menu:1', await missedGeneration(cache, 'menu:1'), 'fried chicken', 30);

      expect(await cache.read('menu:1')).toEqual({ state: 'hit', value: 'fried chicken' });
    });

    test('one that cannot be trusted is gone round, as one that is down', async () => {
      expect(await cacheAt(await secured(certificateOfAnother)).read('menu:1')).toEqual({ state: 'bypass' });
    });
  });
});
