import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from './engine-error.ts';

const OF_OTHERS = 0o077;
const PERMISSIONS = 0o777;
/** Others may pass through and see nothing. */
const PASS = 0o011;
/** Belongs to the user PostgreSQL runs as, and PostgreSQL keeps it closed. */
const POSTGRES = 'postgres';

function setMode(path: string, mode: number, allowed = 0): void {
  const wanted = (mode & PERMISSIONS & ~OF_OTHERS) | allowed;
  if ((mode & PERMISSIONS) === wanted) return;
  try {
    chmodSync(path, wanted);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
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
 * Keeps files in a data folder for their owner alone: those made from now on, by this process and by those that it
 * starts, whatever the user's umask, and those that an earlier version left open.
 */
export function keepPrivate(folder: string): void {
  process.umask(OF_OTHERS);
  // PostgreSQL refuses to run as root; the user it gets instead has to pass through here.
  setMode(folder, lstatSync(folder).mode, process.getuid?.() === 0 ? PASS : 0);
  for (const name of readdirSync(folder)) if (name !== POSTGRES) close(join(folder, name));
}
