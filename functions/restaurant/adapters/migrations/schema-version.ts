import type { ClientBase } from 'pg';

export async function versionOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query('SELECT coalesce(max(version), 0) AS version FROM schema_migrations');
  return Number(rows[0]?.version);
}

export async function createVersionTable(client: ClientBase): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      IF to_regnamespace('public') IS NULL AND current_schema() IS NULL THEN CREATE SCHEMA public; END IF;
    END $$;
    CREATE TABLE IF NOT EXISTS schema_migrations (
      version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now()
    )`);
}

export async function addVersion(client: ClientBase): Promise<void> {
  await client.query(
    'INSERT INTO schema_migrations SELECT coalesce(max(version), 0) + 1 FROM schema_migrations',
  );
}
