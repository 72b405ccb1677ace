import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createPostgres as startPostgres } from '#local/services/postgres/postgres';
import type { Service } from '#local/services/service';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';

export interface DatabaseServer extends AsyncDisposable {
  readonly service: Service;
  readonly superuserUrl: string;
  /** Creates an empty database, and connects with the service's own role. */
  create(): Promise<string>;
}

export async function startDatabaseServer(): Promise<DatabaseServer> {
  const bench: TestBench = await testBench();
  const service = await bench.run(startPostgres);
  const superuser = new URL(service.url);
  superuser.username = 'postgres';
  superuser.pathname = '/postgres';
  return {
    service,
    superuserUrl: superuser.href,
    async create() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const owner = new URL(service.url).username;
      await onClient(superuser.href, (client) => client.query(`CREATE DATABASE ${name} OWNER ${owner}`));
      const url = new URL(service.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

/** A connection of the test's own, beside the code under test. */
export async function onClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
