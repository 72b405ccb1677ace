import { readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';
import { setOpeningStock } from './opening-stock.ts';
import { addVersion, createVersionTable, versionOf } from './schema-version.ts';
import { inTransaction } from './transaction.ts';

// The build puts the files into the bundles: stacks/bundles/sql-text.ts.
const schema = readFileSync(new URL('./0001-schema.sql', import.meta.url), 'utf8');
const stockFunctions = readFileSync(new URL('./0002-stock-functions.sql', import.meta.url), 'utf8');
const seed = readFileSync(new URL('./0003-seed.sql', import.meta.url), 'utf8');
const requestHits = readFileSync(new URL('./0004-request-hits.sql', import.meta.url), 'utf8');
const domains = readFileSync(new URL('./0005-domains.sql', import.meta.url), 'utf8');

/** All migrations in order, never changed once released: version n is the state after the first n. */
const MIGRATIONS: readonly string[] = [schema, stockFunctions, seed, requestHits, domains];

/** The role's new limits, for a connection that was made before the migration. */
const SESSION_LIMITS = (schema.match(/SET \w+_timeout = '\w+'/g) ?? []).join(';');

/** An arbitrary number that every migration of this database shares. */
const ADVISORY_LOCK = 8002;

export async function isCurrent(client: ClientBase): Promise<boolean> {
  return (await versionOf(client)) >= MIGRATIONS.length;
}

export interface MigrateOptions {
  /** Portions of each menu in an empty database. @default those of the seed */
  readonly openingStock?: number | undefined;
}

/**
 * Migrates the database, empty or not, to the newest version. A second caller waits, and then has nothing to do.
 * It may be called again after an error: a migration is one transaction.
 */
export async function migrate(client: ClientBase, { openingStock }: MigrateOptions = {}): Promise<void> {
  await inTransaction(client, async () => {
    await client.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await createVersionTable(client);
    const pending = MIGRATIONS.slice(await versionOf(client));
    for (const migration of pending) {
      await client.query(migration);
      await addVersion(client);
    }
    if (openingStock !== undefined && pending.includes(seed)) await setOpeningStock(client, openingStock);
  });
  await client.query(SESSION_LIMITS);
}

/** Resets stock and its records to their first state, for a system whose orders are gone. */
export async function reseed(client: ClientBase): Promise<void> {
  await inTransaction(client, async () => {
    await client.query('TRUNCATE restaurants, menus, inventory_operations');
    await client.query(seed);
  });
}
