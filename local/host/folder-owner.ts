import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, type ProcessRecord } from './process-identity.ts';
import { isFolderLocked, LOCK_FILE } from './sqlite-lock.ts';

export const OWNER_FILE = 'engine.pid';
/** Initial size of the owner file, so that the address can still be added when the disk is full. */
const OWNER_FILE_BYTES = 512;

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

export const ownerText = (lines: readonly (number | string)[]): string =>
  `${lines.join('\n')}\n`.padEnd(OWNER_FILE_BYTES);
