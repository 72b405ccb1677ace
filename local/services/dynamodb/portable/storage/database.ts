import { DatabaseSync, type StatementSync } from 'node:sqlite';

const WAIT_FOR_A_DYING_OWNER_MS = 5_000;

/**
 * FULL: a commit returns after its fsync. EXCLUSIVE: one process at a time, and no shared-memory file, whose pages on a
 * full disk would end the process.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -65536;
`;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS items (
    tbl TEXT, hash BLOB, range BLOB, item TEXT NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (tbl, hash, range)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entries (
    tbl TEXT, idx TEXT, hash BLOB, range BLOB, item_hash BLOB, item_range BLOB,
    PRIMARY KEY (tbl, idx, hash, range, item_hash, item_range)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, digest TEXT NOT NULL, at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS tokens_by_age ON tokens (at_ms);
`;

/** The SQLite database that holds everything, with its prepared statements. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.#sqlite = new DatabaseSync(file, { timeout: WAIT_FOR_A_DYING_OWNER_MS });
    this.#sqlite.exec(SETTINGS);
    this.#sqlite.exec(SCHEMA);
  }

  /** Returns the prepared statement of an SQL text. */
  sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#sqlite.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  begin(): void {
    this.#sqlite.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.#sqlite.exec('COMMIT');
  }

  /** SQLite itself has rolled back after some errors, for example when the disk is full. */
  rollBack(): void {
    if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
  }

  close(): void {
    this.#sqlite.close();
  }
}
