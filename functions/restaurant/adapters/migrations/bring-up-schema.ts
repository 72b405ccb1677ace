import { Client } from 'pg';
import { migrate } from './migrate.ts';
import { versionOf } from './schema-version.ts';

/** Long, because an idle database resumes first. */
const CONNECT_TIMEOUT_MS = 30_000;

/** Migrates, with a longer time to connect than a request has. @returns the version that the schema now has */
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
