import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EngineError } from './engine-error.ts';

export const LOCK_FILE = 'engine.lock';
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_NOT_A_DATABASE = 26;
/** Mask for SQLite's primary result code; the higher bits of an extended code carry details. */
const PRIMARY_CODE = 0xff;
const WAIT_FOR_A_DYING_OWNER_MS = 300;

/**
 * Tries to lock the folder with SQLite, because Node has no file locks. The kernel releases the lock when the process
 * ends, however it ends, so a stale lock cannot exist.
 * @param waitMs for an owner that is about to end; nothing else runs meanwhile
 */
export function tryLock(folder: string, waitMs = WAIT_FOR_A_DYING_OWNER_MS): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: waitMs });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & PRIMARY_CODE : 0;
    if (code === SQLITE_BUSY) return undefined;
    throw new EngineError(whyNotLocked(folder, code), { cause: error });
  }
}

function whyNotLocked(folder: string, code: number): string {
  const file = join(folder, LOCK_FILE);
  if (code === SQLITE_NOT_A_DATABASE) return `${file} is not a lock file of the engine; nothing was changed`;
  if (code === SQLITE_FULL) return `${file} cannot be locked: the disk is full; make room and try again`;
  return `${file} cannot be locked: it cannot be read and written; nothing was changed`;
}

export function isFolderLocked(folder: string, waitMs?: number): boolean {
  const database = tryLock(folder, waitMs);
  database?.close();
  return database === undefined;
}
