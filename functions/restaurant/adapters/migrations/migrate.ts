import { readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';
import { addVersion, createVersionTable, versionOf } from './schema-version.ts';
import { inTransaction } from './transaction.ts';

// The build puts the files into the bundles: stacks/bundles/sql-text.ts.
const schema = readFileSync(new URL('./0001-schema.sql', import.meta.url), 'utf8');
const stockFunctions = readFileSync(new URL('./0002-stock-functions.sql', import.meta.url), 'utf8');
const seed = readFileSync(new URL('./0003-seed.sql', import.meta.url), 'utf8');

/** In order, and never changed once released: version n is the state after the first n. */
const MIGRATIONS: readonly string[] = [schema, stockFunctions, seed];

/** What the role now has, for a connection that was made before. */
const SESSION_LIMITS = (schema.match(/SET \w+_timeout = '\w+'/g) ?? []).join(';');

/** Any number, the same for everyone who migrates this database. */
const ADVISORY_LOCK = 8002;

export async function isCurrent(client: ClientBase): Promise<boolean> {
  return (await versionOf(client)) >= MIGRATIONS.length;
}

/**
 * Migrates the database to the newest version, an empty one too. A second caller waits, and then has nothing to do.
 * Call again after an error: it is all or nothing.
 */
export async function migrate(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    await client.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await createVersionTable(client);
    const pending = MIGRATIONS.slice(await versionOf(client));
    for (const migration of pending) {
      await client.query(migration);
      await addVersion(client);
    }
  });
  await client.query(SESSION_LIMITS);
}

/** Stock and its records as on the first day, for a system whose orders are gone. */
export async function reseed(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    await client.query('TRUNCATE restaurants, menus, inventory_operations');
    await client.query(seed);
  });
}
