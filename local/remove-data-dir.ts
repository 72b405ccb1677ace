import { rm } from 'node:fs/promises';
import { shelterOf } from './services/postgres-folder.ts';

/** Deletes a data folder that no engine has open, and what of it lies elsewhere. */
export async function removeDataDir(folder: string): Promise<void> {
  const shelter = await shelterOf(folder);
  if (shelter) await rm(shelter, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
