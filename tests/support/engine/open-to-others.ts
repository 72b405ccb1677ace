import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const OF_OTHERS = 0o077;

/** Files and folders under this one that others than their owner may use, with their modes; what is closed is not looked into. */
export async function openToOthers(folder: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (path: string): Promise<void> => {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return;
    if (stats.mode & OF_OTHERS) found.push(`${relative(folder, path)} ${(stats.mode & 0o777).toString(8)}`);
    // PostgreSQL keeps thousands of files in a folder, and requires that the folder is closed to others
    if (!stats.isDirectory() || path === join(folder, 'postgres')) return;
    for (const name of await readdir(path)) await look(join(path, name));
  };
  for (const name of await readdir(folder)) await look(join(folder, name));
  return found;
}
