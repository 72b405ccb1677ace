import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bringUpSchema } from '#functions/restaurant/adapters/migrations/bring-up-schema';
import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import { FIRST_MENUS } from '#functions/restaurant/domain/menu';
import { createDynamoUsers } from '#functions/user/adapters/dynamo-users';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import { createRedisService } from '#local/services/redis/redis';
import { createGenerationCache } from '#shared/cache/generation-cache';
import { createDynamo } from '#shared/db/dynamo';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { type DatabaseServer, startDatabaseServer } from '#tests/support/stores/databases';
import { MIGRATIONS } from '#tests/support/stores/migrations';
import { missedGeneration } from '#tests/support/stores/missed-generation';
import { type Certificate, drawCertificate, startTlsFront, type TlsFront } from './tls-front.ts';

const TRUSTED = getCACertificates('default');
const USERS_TABLE = {
  TableName: 'users',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};

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
    protocol: 'http' | 'postgresql' | 'redis',
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
      return createPostgresMenus(postgres).list(FIRST_MENUS);
    }

    test('the address of the stage aws reaches it, and so does migrate', async () => {
      expect(await menusAt(await secured())).toHaveLength(6);
      expect(await bringUpSchema(await secured())).toBe(MIGRATIONS.length);
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

  describe('DynamoDB', () => {
    let bench: TestBench;
    let url: string;
    beforeAll(async () => {
      bench = await testBench();
      ({ url } = await bench.run(createDynamoDb));
      await provisionTables([{ logicalId: 'Users', properties: USERS_TABLE }], url, LOCAL_IDENTITY);
    });
    afterEach(() => void vi.unstubAllEnvs());
    afterAll(() => bench?.[Symbol.asyncDispose]());

    async function usersAt(shown?: Certificate) {
      vi.stubEnv('AWS_REGION', LOCAL_IDENTITY.region);
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
      const address = (await front(url, 'http', shown)).replace(/^http:/, 'https:');
      vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', address);
      return createDynamoUsers(createDynamo({ attemptMs: 2_000 }), USERS_TABLE.TableName);
    }

    test('an https address reaches it', async () => {
      const users = await usersAt();
      const hong = { id: 1, username: 'hong', email: 'hong@example.com', createdAt: new Date(0) };

      await users.insert(hong, 'hash', 'attempt');

      expect(await users.find(1)).toMatchObject(hong);
    });

    test('one whose certificate is of another is unavailable', async () => {
      const users = await usersAt(certificateOfAnother);

      await expect(users.find(1)).rejects.toMatchObject({
        code: 'dependency_unavailable',
        cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      });
    });
  });
});
