import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresFaultHits } from '#functions/restaurant/adapters/postgres-fault-hits';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import type { Service } from '#local/services/service';
import { createDynamo } from '#shared/db/dynamo';
import { createDynamoHits } from '#shared/faults/dynamo-hits';
import type { HitStore } from '#shared/faults/hit-store';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import { type DatabaseServer, startDatabaseServer } from '#tests/support/stores/databases';
import { localPlace } from '#tests/support/stores/local-place';

/** One environment's way to the hits that all share. */
type Open = () => HitStore;

function behavesAsHitStore(open: () => Promise<Open>): void {
  test('hits of four environments at once add up, by fault', async () => {
    const environment = await open();
    const stores = Array.from({ length: 4 }, environment);
    expect(await environment().read()).toEqual({});

    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 10 }, () => store.add({ delay: 3, error: 1 })).concat(store.add({ error: 2 })),
      ),
    );

    expect(await environment().read()).toEqual({ delay: 120, error: 48 });
  });

  test('a reset begins at 0, and leaves the others alone', async () => {
    const environment = await open();
    await environment().add({ delay: 3, error: 1 });

    await environment().reset(['delay', 'payment_fail']);
    await environment().add({ delay: 2 });

    expect(await environment().read()).toEqual({ delay: 2, error: 1, payment_fail: 0 });
  });

  test('counts of one request are of that request, and in no list', async () => {
    const environment = await open();
    const [one, other] = [environment(), environment()];

    const numbers = [await one.next('r-1/x'), await other.next('r-1/x'), await one.next('r-2/x')];

    expect([...numbers, await one.next('x')]).toEqual([1, 2, 1, 1]);
    expect(await one.read()).toEqual({ x: 1 });
  });

  test('removed counts are gone, and those that were never there make no difference', async () => {
    const environment = await open();
    await environment().add({ delay: 3, 'slow~1a2b3c4d': 1, 'slow~1a2b3c4d#calls': 5 });

    await environment().remove(['slow~1a2b3c4d', 'slow~1a2b3c4d#calls', 'none~1']);

    expect(await environment().read()).toEqual({ delay: 3 });
  });

  test('the counters of one request count by themselves, and are not among the hits', async () => {
    const environment = await open();
    const next = (key: string) => environment().next(key);

    const numbers = await Promise.all([
      ...Array.from({ length: 5 }, () => next('request-1/header-1~aa#calls')),
      next('request-1/header-1~aa#acts'),
      next('request-2/header-1~aa#calls'),
    ]);

    expect(numbers.slice(0, 5).toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(numbers.slice(5)).toEqual([1, 1]);
    expect(await environment().read()).toEqual({});
  });
}

describe('DynamoDB', () => {
  let bench: TestBench;
  let service: Service;
  beforeAll(async () => {
    bench = await testBench();
    service = await bench.run(createDynamoDb);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  behavesAsHitStore(async () => {
    const table = `fault-hits-${randomUUID()}`;
    const properties = {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    };
    await provisionTables([{ logicalId: 'FaultHits', properties }], service.url, LOCAL_IDENTITY);
    const place = localPlace(service.url);
    return () => createDynamoHits(createDynamo({ attemptMs: 2_000, place, isTraced: false }), table);
  });
});

describe('PostgreSQL', () => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await startDatabaseServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  behavesAsHitStore(async () => {
    const databaseUrl = await server.create();
    return () => createPostgresFaultHits(createPostgres(databaseUrl));
  });

  test('counters of requests are deleted when they are old', async () => {
    const postgres = createPostgres(await server.create());
    const store = createPostgresFaultHits(postgres);
    await Promise.all(Array.from({ length: 10 }, (_, at) => store.next(`old-${at}/header-1~aa#calls`)));
    const sql = (text: string) =>
      postgres.query<{ rows: number }>({ name: text.slice(0, 20), table: 'fault_hits', text, values: [] });
    await sql(`UPDATE fault_hits SET expires_at = now() - interval '1 second'`);

    await Promise.all(Array.from({ length: 4 }, (_, at) => store.next(`new-${at}/header-1~aa#calls`)));

    expect(await sql('SELECT count(*) AS rows FROM fault_hits')).toEqual([{ rows: 4 }]);
    await postgres.close();
  });
});
