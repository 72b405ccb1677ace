import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { filesBelow, ROOT } from '#tests/support/source-files';
import type { Edit } from './recipe.ts';

const MOST_OUTPUT_BYTES = 50_000_000;

/** A copy of the repository that a test may change. */
export interface Tree extends Disposable {
  readonly folder: string;
  /** @throws Error that names the file and the text that is missing */
  apply(edit: Edit): void;
  /** Every file that differs from the repository, new ones included. */
  changedFiles(): string[];
  /** Runs a program of node_modules in the copy. @throws Error with its output unless it succeeds */
  run(program: string, ...args: string[]): Promise<void>;
}

/** Hard links: through a symbolic one the build would see packages outside of the tree. */
async function linkPackages(folder: string): Promise<void> {
  const packages = [join(ROOT, 'node_modules'), join(folder, 'node_modules')];
  const copy = (flag: string) => promisify(execFile)('cp', [flag, ...packages]);
  await copy('-al').catch(() => {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    return copy('-a'); // the folder for temporary files is on another disk
  });
  // Programs change these files in place, so the copy must not share them with the tree.
  rmSync(join(folder, 'node_modules', '.cache'), { recursive: true, force: true });
}

/** Copies the files of the repository and links the packages. */
export async function copyOfTree(): Promise<Tree> {
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-tree-'));
  for (const file of filesBelow('')) cpSync(join(ROOT, file), join(folder, file));
  await linkPackages(folder);
  const bin = join(folder, 'node_modules', '.bin');

  return {
    folder,
    apply(edit) {
      const target = join(folder, edit.file);
      const text = changedText(edit, folder);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    },
    changedFiles: () =>
      filesBelow('', folder).filter((file) => {
        const before = join(ROOT, file);
        return !existsSync(before) || !readFileSync(before).equals(readFileSync(join(folder, file)));
      }),
    async run(program, ...args) {
      const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
      try {
        await promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: MOST_OUTPUT_BYTES });
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`${[program, ...args].join(' ')} failed:\n${stdout}\n${stderr}`);
      }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function changedText(edit: Edit, folder: string): string {
  const target = join(folder, edit.file);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  if (edit.kind !== 'insert' && existsSync(target)) throw new Error(`${edit.file} exists already`);
  if (edit.kind === 'new') return readFileSync(join(import.meta.dirname, edit.fixture), 'utf8');
  if (edit.kind === 'copy')
    return edit.replace.reduce((text, [old, replacement]) => {
      if (!text.includes(old)) throw new Error(`${edit.from} has no text ${old}`);
      return text.replaceAll(old, replacement);
    }, read(edit.from));
  const text = read(edit.file);
  const at = typeof edit.before === 'string' ? text.indexOf(edit.before) : text.search(edit.before);
  if (at < 0) throw new Error(`${edit.file} has no text ${edit.before}; update the recipe in tests/recipes`);
  return text.slice(0, at) + edit.text + text.slice(at);
}
