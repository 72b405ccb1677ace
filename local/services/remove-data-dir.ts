import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnEntry as isEngineEntry } from '../host/data-folder.ts';
import { BACKENDS } from './backends.ts';
import { shelterOf } from './postgres/postgres-folder.ts';

/** A backend's data stands in a folder of the backend's name. */
const isOwnEntry = (name: string): boolean => isEngineEntry(name) || Object.hasOwn(BACKENDS, name);

async function removeShelter(folder: string): Promise<void> {
  const shelter = await shelterOf(folder);
  if (shelter) await rm(shelter, { recursive: true, force: true });
}

/** Deletes a data folder that no engine has open, and what of it lies elsewhere. */
export async function removeDataDir(folder: string): Promise<void> {
  await removeShelter(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Deletes the engine's data; what somebody else put into the folder stays. @returns the names of what stays */
export async function removeOwnData(folder: string): Promise<readonly string[]> {
  await removeShelter(folder);
  const names = await readdir(folder);
  const own = names.filter(isOwnEntry);
  await Promise.all(own.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  const kept = names.filter((name) => !isOwnEntry(name));
  // A mount point, or a link to a folder, stays and is empty.
  if (kept.length === 0) await rmdir(folder).catch(() => undefined);
  return kept;
}
