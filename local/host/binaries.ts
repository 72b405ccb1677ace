import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Finds the folder of an installed package; undefined for packages that lack a build for this platform. */
export function packageFolder(name: string): string | undefined {
  for (const base of require.resolve.paths(name) ?? []) {
    const folder = join(base, name);
    try {
      accessSync(join(folder, 'package.json'));
      return folder;
    } catch {
      // Not in this folder: try the next one up.
    }
  }
  return undefined;
}

/** Suffix of binary packages: Node's names for platform and architecture, such as linux-x64 or darwin-arm64. */
export const platformName = `${process.platform}-${process.arch}`;

/** Finds the first of these programs that is on PATH. */
export function findOnPath(...programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const program of programs) {
    for (const folder of folders) {
      const file = join(folder, program);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}
