import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeFileAtomicSync } from './atomic-file.ts';
import { EngineError } from './errors.ts';

export const LOCK_FILE = 'engine.lock';
const OWNER_FILE = 'engine.pid';
const WAIT_FOR_A_DYING_OWNER_MS = 300;

export interface FolderLock {
  release(): void;
}

/** The process that has the folder open, if it wrote its name down. */
export function lockOwner(folder: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(folder, OWNER_FILE), 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Node has no file locks, but SQLite has: the kernel drops the lock with its process, however that ends, so there
 * are no stale ones to tell from real ones.
 */
function tryLock(folder: string): DatabaseSync | undefined {
  const database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: WAIT_FOR_A_DYING_OWNER_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch {
    database.close();
    return undefined;
  }
}

export function isFolderLocked(folder: string): boolean {
  const database = tryLock(folder);
  database?.close();
  return database === undefined;
}

/** Locks the folder for this process, or says in one sentence which process has it. */
export function lockFolder(folder: string): FolderLock {
  const database = tryLock(folder);
  if (!database) {
    const owner = lockOwner(folder);
    throw new EngineError(
      `another engine${owner ? ` (process ${owner})` : ''} is running on ${folder}; ` +
        'stop it, or choose another folder with LOCAL_DATA_DIR',
    );
  }
  writeFileAtomicSync(join(folder, OWNER_FILE), `${process.pid}\n`);
  return { release: () => database.close() };
}
