import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { BuildFailure, OutputFile } from 'esbuild';
import { type BundleSize, measureBundles, overBudget, sizeTable } from './bundles/budget.ts';
import { brokenImportRules } from './bundles/import-rules.ts';
import { ROOT, recipeFor } from './bundles/recipe.ts';
import { isUpToDate, writeStamp } from './bundles/stamp.ts';
import { type FunctionEntry, functionsOf, SERVICES } from './services.ts';

export interface BuildFunctionsOptions {
  /** Builds even if nothing has changed. @default false */
  readonly force?: boolean;
  /** @default dist */
  readonly outdir?: string;
}

export interface BuildReport {
  /** False when the bundles were up to date. */
  readonly built: boolean;
  readonly milliseconds: number;
  /** Empty when nothing was built. */
  readonly sizes: readonly BundleSize[];
}

/**
 * Bundles every function of every service to `dist/<service>/<name>/index.mjs`, in one call of esbuild.
 * @throws Error with one readable message: what does not compile, which handler is missing, which rule is broken
 */
export async function buildFunctions(options: BuildFunctionsOptions = {}): Promise<BuildReport> {
  const startedAt = performance.now();
  const { force = false, outdir = join(ROOT, 'dist') } = options;
  const entries = SERVICES.flatMap(functionsOf);
  const missing = entries.filter(({ file }) => !existsSync(join(ROOT, file)));
  const recipe = recipeFor(
    entries.filter((entry) => !missing.includes(entry)),
    outdir,
  );
  const stampFile = join(outdir, 'stamp.json');
  const recipeText = JSON.stringify(recipe);

  const fresh = !force && missing.length === 0 && isUpToDate(stampFile, recipeText, ROOT);
  const sizes = fresh ? [] : await bundle(recipe);
  if (!fresh) {
    removeOthers(outdir, entries);
    refuse(
      'No handler file for these routes and consumers',
      missing.map(({ file }) => file),
    );
  }
  return { built: !fresh, milliseconds: Math.round(performance.now() - startedAt), sizes };

  async function bundle(how: typeof recipe): Promise<BundleSize[]> {
    const { build } = await import('esbuild');
    const { outputFiles, metafile } = await build(how).catch(explain);
    const measured = measureBundles(metafile);
    refuse('Forbidden imports', brokenImportRules(metafile));
    refuse('Bundles too large', measured.flatMap(overBudget));
    for (const file of outputFiles) writeIfChanged(file);
    writeStamp(stampFile, recipeText, ROOT, Object.keys(metafile.inputs));
    return measured;
  }
}

function refuse(reason: string, offences: readonly string[]): void {
  if (offences.length > 0) throw new Error(`${reason}:\n  ${offences.join('\n  ')}`);
}

function explain(failure: BuildFailure): never {
  const lines = failure.errors.map(({ location, text }) =>
    location ? `${location.file}:${location.line}:${location.column + 1} ${text}` : text,
  );
  throw new Error(`The functions do not build:\n  ${lines.join('\n  ')}`, { cause: failure });
}

/** Moves a whole new file into place: a function that starts meanwhile reads the old one or the new one. */
function writeIfChanged({ path, contents }: OutputFile): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

/** Bundles of functions that are no more. */
function removeOthers(outdir: string, entries: readonly FunctionEntry[]): void {
  for (const { api } of SERVICES) {
    const folder = join(outdir, api.service);
    const names = new Set(entries.filter(({ service }) => service === api.service).map(({ name }) => name));
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (!names.has(name)) rmSync(join(folder, name), { recursive: true });
    }
  }
}

async function main(): Promise<void> {
  const { built, sizes, milliseconds } = await buildFunctions({ force: process.argv.includes('--force') });
  const where = relative(process.cwd(), join(ROOT, 'dist'));
  if (built) console.log(`${sizeTable(sizes)}\n${sizes.length} functions in ${where}, ${milliseconds} ms`);
  else console.log(`${where} is up to date`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
