import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '#shared/error-message';
import { EngineError } from './engine-error.ts';

const OF_OTHERS = 0o077;
const PERMISSIONS = 0o777;
/** Mode bits that let other users traverse a folder without listing it. */
const PASS = 0o011;
/** Folder of the user PostgreSQL runs as. PostgreSQL restricts its mode itself. */
const POSTGRES = 'postgres';

function setMode(path: string, mode: number, allowed = 0): void {
  const wanted = (mode & PERMISSIONS & ~OF_OTHERS) | allowed;
  if ((mode & PERMISSIONS) === wanted) return;
  try {
    chmodSync(path, wanted);
  } catch (error) {
    const why = messageOf(error);
    throw new EngineError(`${path} cannot be closed to other users: ${why}`, { cause: error });
  }
}

function close(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats || stats.isSymbolicLink()) return;
  setMode(path, stats.mode);
  if (stats.isDirectory()) for (const name of readdirSync(path)) close(join(path, name));
}

/**
 * Restricts files in a data folder to their owner, whatever the user's umask. This covers new files of this process and
 * its children, and files that an earlier version left readable.
 */
export function keepPrivate(folder: string): void {
  process.umask(OF_OTHERS);
  // PostgreSQL refuses to run as root; the user it runs as instead has to traverse this folder.
  setMode(folder, lstatSync(folder).mode, process.getuid?.() === 0 ? PASS : 0);
  for (const name of readdirSync(folder)) if (name !== POSTGRES) close(join(folder, name));
}
