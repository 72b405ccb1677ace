import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeFileAtomicSync } from './atomic-file.ts';
import { EngineError } from './engine-error.ts';
import { isRunning, type ProcessRecord, startedAt } from './process-identity.ts';

export const LOCK_FILE = 'engine.lock';
const OWNER_FILE = 'engine.pid';
/** Initial size of the owner file, so that the address can still be added when the disk is full. */
const OWNER_FILE_BYTES = 512;
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_NOT_A_DATABASE = 26;
/** Mask for SQLite's primary result code; the higher bits of an extended code carry details. */
const PRIMARY_CODE = 0xff;
const WAIT_FOR_A_DYING_OWNER_MS = 300;

export interface FolderLock {
  /** Records the owner's address. */
  announce(url: string): void;
  release(): void;
}

/** Owner of an open folder. */
export interface FolderOwner {
  /** Undefined if the process is not visible from here, for example in another container. */
  readonly process: ProcessRecord | undefined;
  /** URL of the owner's own port; undefined while it starts. */
  readonly url: string | undefined;
}

/** Reads the latest recorded owner. It has the folder open only if the folder is also locked. */
function readOwner(folder: string): FolderOwner | undefined {
  try {
    const [pid = '', started = '', url] = readFileSync(join(folder, OWNER_FILE), 'utf8').trim().split('\n');
    const record = { pid: Number(pid), started, name: 'engine' };
    return { process: isRunning(record) ? record : undefined, url };
  } catch {
    return undefined;
  }
}

/** Finds the engine that has this folder open. A process that reuses the id of an earlier engine does not count. */
export function findOwner(folder: string): FolderOwner | undefined {
  if (!existsSync(join(folder, LOCK_FILE)) || !isFolderLocked(folder)) return undefined;
  return readOwner(folder) ?? { process: undefined, url: undefined };
}

export const lockOwner = (folder: string): number | undefined => readOwner(folder)?.process?.pid;

/**
 * Tries to lock the folder with SQLite, because Node has no file locks. The kernel releases the lock when the process
 * ends, however it ends, so a stale lock cannot exist.
 */
function tryLock(folder: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: WAIT_FOR_A_DYING_OWNER_MS });
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

export function isFolderLocked(folder: string): boolean {
  const database = tryLock(folder);
  database?.close();
  return database === undefined;
}

const ownerText = (lines: readonly (number | string)[]): string =>
  `${lines.join('\n')}\n`.padEnd(OWNER_FILE_BYTES);

/** Locks the folder for this process. @throws EngineError that names the process that has it */
export function lockFolder(folder: string): FolderLock {
  const database = tryLock(folder);
  if (!database) {
    const owner = lockOwner(folder);
    throw new EngineError(
      `another engine${owner ? ` (process ${owner})` : ''} is running on ${folder}; ` +
        'stop it, or choose another folder with LOCAL_DATA_DIR',
    );
  }
  const owner = [process.pid, startedAt(process.pid) ?? ''];
  const file = join(folder, OWNER_FILE);
  writeFileAtomicSync(file, ownerText(owner));
  return {
    // in place, so that no more room is needed
    announce: (url) => writeFileSync(file, ownerText([...owner, url]), { flag: 'r+' }),
    release: () => database.close(),
  };
}
