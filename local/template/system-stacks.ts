import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeFileAtomicSync } from '#shared/files/atomic-file';
import { bundlesAreUpToDate, DIST } from '#stacks/build';
import { ROOT } from '#stacks/bundles/recipe';
import { stateOfFile } from '#stacks/bundles/stamp';
import type { ProcessRegistry } from '../runtime/environment.ts';
import { isOfAssembly, readAssembly } from './assembly.ts';
import type { StackTemplate } from './stack.ts';
import { synthesise } from './synthesis.ts';

/** What a synthesis reads beside packages and bundles. The bundles are compared by the stamp of their build. */
const SOURCES = ['package-lock.json', 'local/template/synthesise.ts', 'shared', 'functions', 'stacks'];

const KeptSchema = z.object({
  /** What {@link stateOfSources} returned before the synthesis. */
  sources: z.string(),
  /** Texts of the files that {@link readAssembly} reads, by name. */
  files: z.record(z.string(), z.string()),
});
type Kept = z.infer<typeof KeptSchema>;

export interface SystemStacksOptions {
  /** Folder that takes the assembly. */
  readonly outdir: string;
  readonly signal: AbortSignal;
  readonly processes?: ProcessRegistry;
  /** File that keeps the last synthesis. @default one in dist, beside the bundles */
  readonly file?: string;
}

/**
 * Returns the stacks of this project: those of the last synthesis where nothing they come from has changed since, else newly
 * built and synthesised ones. A synthesis takes a third of the processor time of a start.
 * @throws EngineError with the first reason if they cannot be synthesised
 */
export async function systemStacks(options: SystemStacksOptions): Promise<readonly StackTemplate[]> {
  const { outdir, signal, processes, file = join(DIST, 'local-stacks.json') } = options;
  const sources = stateOfSources();
  const kept = readKept(file);
  if (kept?.sources === sources && bundlesAreUpToDate()) {
    writeAssembly(outdir, kept);
    return readAssembly(outdir);
  }
  const stacks = await synthesise(outdir, signal, processes);
  keep(file, outdir, sources);
  return stacks;
}

/** Size and time of every source file. */
function stateOfSources(): string {
  const files = SOURCES.flatMap((name) => {
    const isFolder = statSync(join(ROOT, name), { throwIfNoEntry: false })?.isDirectory();
    if (!isFolder) return [name];
    return readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(name, file),
    );
  });
  return JSON.stringify([
    process.version,
    ROOT,
    ...files.map((file) => [file, stateOfFile(join(ROOT, file))]),
  ]);
}

/** Returns undefined where nothing was kept, or where another version of this program or a full disk left something else. */
function readKept(file: string): Kept | undefined {
  try {
    return KeptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function keep(file: string, outdir: string, sources: string): void {
  const names = readdirSync(outdir).filter(isOfAssembly);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(outdir, name), 'utf8')]));
  try {
    writeFileAtomicSync(file, JSON.stringify({ sources, files } satisfies Kept));
  } catch {
    // In a checkout that cannot be written every start synthesises.
  }
}

function writeAssembly(outdir: string, { files }: Kept): void {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(outdir, name), text);
}
