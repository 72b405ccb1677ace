import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BYTES_PER_BLOCK = 512;

/** Bytes on the disk below a folder; what is removed meanwhile does not count. */
export function folderBytes(folder: string): number {
  let bytes = 0;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? folderBytes(path) : fileBytes(path);
  }
  return bytes;
}

/** Names of the folders directly in a folder. */
export const foldersIn = (folder: string): readonly string[] =>
  entriesOf(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function fileBytes(path: string): number {
  try {
    return lstatSync(path).blocks * BYTES_PER_BLOCK;
  } catch {
    return 0;
  }
}
