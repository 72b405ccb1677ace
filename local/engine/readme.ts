import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Titles of the README in each language, by its path on the engine's port. */
export const README_FILES: Readonly<Record<string, string>> = {
  '/README.md': 'README',
  '/README.ko.md': 'README in Korean',
};

/** Returns the README at a path, as text that browsers show and do not save; undefined for every other path. */
export const readmeAt = (path: string): string | undefined =>
  Object.hasOwn(README_FILES, path) ? readFileSync(join(ROOT, path), 'utf8') : undefined;
