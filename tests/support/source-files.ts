import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');
const SOURCE = /\.(tsx?|mjs|js|py)$/;

/** One source file. */
export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

const ignored = new Set(
  readText('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
);

/** Reads a file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Lists all files below a folder of the repository, or of a copy of it, without those that Git ignores. */
export function filesBelow(folder: string, root = ROOT): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name) || entry.name === '.git') return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path, root) : [path];
  });
}

/** Every source file of the repository, read once per process. */
export const SOURCE_FILES: readonly SourceFile[] = filesBelow('')
  .filter((path) => SOURCE.test(path))
  .sort()
  .map((path) => {
    const text = readText(path);
    return { path, text, lines: text.split('\n').length - 1 };
  });

/** Whether a file is a test, serves tests, or belongs to a program that tests the system. */
export const isTest = (path: string): boolean =>
  /^(tests|attacks|bench|simulation)\//.test(path) || path.endsWith('.test.ts');
