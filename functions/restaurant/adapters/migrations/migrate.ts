import { readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';

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
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0');
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await client.query(`
      DO $$ BEGIN
        IF to_regnamespace('public') IS NULL AND current_schema() IS NULL THEN CREATE SCHEMA public; END IF;
      END $$;
      CREATE TABLE IF NOT EXISTS schema_migrations (
        version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const pending = MIGRATIONS.slice(await versionOf(client));
    for (const migration of pending) {
      await client.query(migration);
      await client.query(
        'INSERT INTO schema_migrations SELECT coalesce(max(version), 0) + 1 FROM schema_migrations',
      );
    }
    await client.query('COMMIT');
    await client.query(SESSION_LIMITS);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Stock and its records as on the first day, for a system whose orders are gone. */
export async function reseed(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('TRUNCATE restaurants, menus, inventory_operations');
    await client.query(seed);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

export async function versionOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query('SELECT coalesce(max(version), 0) AS version FROM schema_migrations');
  return Number(rows[0]?.version);
}
