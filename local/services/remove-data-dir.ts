import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnEntry as isEngineEntry } from '../host/data-folder.ts';
import { BACKENDS } from './backends.ts';
import { fallbackFolderOf } from './postgres/postgres-folder.ts';

/** Returns whether an entry is the engine's; backends store their data under their own names. */
const isOwnEntry = (name: string): boolean => isEngineEntry(name) || Object.hasOwn(BACKENDS, name);

async function removeFallbackFolder(folder: string): Promise<void> {
  const fallback = await fallbackFolderOf(folder);
  if (fallback) await rm(fallback, { recursive: true, force: true });
}

/** Deletes a data folder that no engine has open, with its fallback folder. */
export async function removeDataDir(folder: string): Promise<void> {
  await removeFallbackFolder(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Deletes the engine's data and keeps other files in the folder. @returns the names of the kept entries */
export async function removeOwnData(folder: string): Promise<readonly string[]> {
  await removeFallbackFolder(folder);
  const names = await readdir(folder);
  const own = names.filter(isOwnEntry);
  await Promise.all(own.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  const kept = names.filter((name) => !isOwnEntry(name));
  // A mount point or a link to a folder cannot be removed and stays empty.
  if (kept.length === 0) await rmdir(folder).catch(() => undefined);
  return kept;
}
