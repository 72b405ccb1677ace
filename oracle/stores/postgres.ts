import { Client, DatabaseError, types } from 'pg';
import { reading } from './cannot-read.ts';
import type { Stores } from './connect.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const INT8 = 20;
const UNDEFINED_TABLE = '42P01';
const LONGEST_STATEMENT = '60s';

export type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * Runs read-only queries on one snapshot of the database.
 * @returns undefined if the tables do not exist yet: the first use of the restaurant service creates them
 */
export function atOneInstant<T>(
  { settings }: Stores,
  work: (query: Query) => Promise<T>,
): Promise<T | undefined> {
  const url = settings.DATABASE_URL;
  return reading('PostgreSQL', url, async () => {
    const client = createClient(url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(`SET LOCAL statement_timeout = '${LONGEST_STATEMENT}'`);
      return await work(async <Row>(text: string, values: readonly unknown[] = []) => {
        const { rows } = await client.query(text, [...values]);
        return rows as Row[];
      });
    } catch (error) {
      if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return undefined;
      throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}

function createClient(connectionString: string): Client {
  return new Client({
    connectionString,
    application_name: 'food-delivery-oracle',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format),
    },
  });
}
