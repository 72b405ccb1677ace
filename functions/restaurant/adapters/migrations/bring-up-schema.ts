import { Client } from 'pg';
import { migrate } from './migrate.ts';
import { versionOf } from './schema-version.ts';

/** A database that was idle wakes up first. */
const CONNECT_TIMEOUT_MS = 30_000;

/** Connects for as long as it takes, which no request could. @returns the version that the schema now has */
export async function bringUpSchema(connectionString: string): Promise<number> {
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    await migrate(client);
    return await versionOf(client);
  } finally {
    await client.end();
  }
}
