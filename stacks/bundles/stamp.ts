import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When and from what the bundles were made. */
interface Stamp {
  /** Changes with the list of bundles and with how they are made. */
  readonly recipe: string;
  /** Size and time of every file that went in. */
  readonly files: Readonly<Record<string, string>>;
}

/** Whether nothing that `recipe`'s last build read has changed since. */
export function isUpToDate(stampFile: string, recipe: string, root: string): boolean {
  const stamp = readStamp(stampFile);
  if (stamp?.recipe !== recipe) return false;
  return Object.entries(stamp.files).every(([file, state]) => stateOf(join(root, file)) === state);
}

export function writeStamp(stampFile: string, recipe: string, root: string, files: readonly string[]): void {
  const states = Object.fromEntries(files.map((file) => [file, stateOf(join(root, file))]));
  writeFileSync(stampFile, JSON.stringify({ recipe, files: states }));
}

function readStamp(stampFile: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp;
  } catch {
    return undefined;
  }
}

function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.size} ${stats.mtimeMs}` : 'missing';
}
