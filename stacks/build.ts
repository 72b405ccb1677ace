import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { BuildFailure, Metafile, OutputFile } from 'esbuild';
import { UserError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { messageOf } from '#shared/error-message';
import { POINTS_FILE } from '#shared/faults/points/known-points';
import { writeFileAtomicSync } from '#shared/files/atomic-file';
import { importersOf } from './bundles/beside.ts';
import { type BundleSize, measureBundles, overBudget, sizeTable } from './bundles/budget.ts';
import { brokenImportRules } from './bundles/import-rules.ts';
import { ROOT, recipeFor, TELEMETRY_FILE } from './bundles/recipe.ts';
import { BuildStamp } from './bundles/stamp.ts';
import { allPoints } from './points.ts';
import { bundlesOf, DEPLOYED_SERVICES, type FunctionEntry } from './services.ts';

export const DIST = join(ROOT, 'dist');
/** Lambda and containers keep the modes of the files and run as another user. */
const FOR_ALL = 0o666;

export interface BuildFunctionsOptions {
  /** Builds even if nothing has changed. @default false */
  readonly force?: boolean;
  /** @default dist */
  readonly outdir?: string;
}

export interface BuildReport {
  /** False if the bundles were up to date. */
  readonly built: boolean;
  readonly milliseconds: number;
  /** Sizes of the bundles; empty if none was built. */
  readonly sizes: readonly BundleSize[];
}

/**
 * Bundles every function of every service to `dist/<service>/<name>/index.mjs`, in one call of esbuild.
 * @throws UserError that names what does not compile, the missing handler or the broken rule
 */
export async function buildFunctions(options: BuildFunctionsOptions = {}): Promise<BuildReport> {
  const startedAt = performance.now();
  const { force = false, outdir = DIST } = options;
  const { entries, missing, recipe, stamp, isUpToDate } = planOf(outdir);
  if (!force && isUpToDate) return { built: false, milliseconds: elapsed(startedAt), sizes: [] };
  const { outputFiles, metafile } = await (await import('esbuild')).build(recipe).catch(explain);
  const sizes = measureBundles(metafile, TELEMETRY_FILE);
  refuse('Forbidden imports', brokenImportRules(metafile));
  refuse('Bundles too large', sizes.flatMap(overBudget));
  const points = {
    path: join(outdir, POINTS_FILE),
    contents: Buffer.from(JSON.stringify(await allPoints())),
  };
  const files = [...outputFiles, points].flatMap((file) => placesOf(file, outdir, entries, metafile));
  writing(outdir, () => {
    for (const file of files) writeIfChanged(file);
    removeOthers(outdir, entries);
    stamp.write(
      Object.keys(metafile.inputs),
      files.map(({ path }) => path),
    );
  });
  refuse(
    'No handler file for these routes and consumers',
    missing.map(({ file }) => file),
  );
  return { built: true, milliseconds: elapsed(startedAt), sizes };
}

/** Whether the bundles in `dist` are those of the sources as they are. */
export const bundlesAreUpToDate = (): boolean => planOf(DIST).isUpToDate;

function planOf(outdir: string) {
  const entries = DEPLOYED_SERVICES.flatMap(bundlesOf);
  const missing = entries.filter(({ file }) => !existsSync(join(ROOT, file)));
  const recipe = recipeFor(
    entries.filter((entry) => !missing.includes(entry)),
    outdir,
  );
  const stamp = new BuildStamp(join(outdir, 'stamp.json'), ROOT, recipe);
  return { entries, missing, recipe, stamp, isUpToDate: missing.length === 0 && stamp.isUpToDate() };
}

const elapsed = (since: number): number => Math.round(performance.now() - since);

function refuse(reason: string, offences: readonly string[]): void {
  if (offences.length > 0) throw new UserError(`${reason}:\n  ${offences.join('\n  ')}`);
}

function explain(failure: BuildFailure): never {
  const lines = failure.errors.map(({ location, text }) =>
    location ? `${location.file}:${location.line}:${location.column + 1} ${text}` : text,
  );
  throw new UserError(`The functions do not build:\n  ${lines.join('\n  ')}`, { cause: failure });
}

/** @throws UserError for a folder that cannot be written, such as one of a read-only checkout */
function writing(outdir: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new UserError(
      `the functions cannot be written to ${outdir} (${messageOf(cause)}); build in a checkout that you may write to`,
      { cause },
    );
  }
}

type BuiltFile = Pick<OutputFile, 'path' | 'contents'>;

/**
 * Each function is deployed as a folder of its own, so a shared file is copied to each: one that functions import to those that
 * do, any other to all.
 */
function placesOf(
  file: BuiltFile,
  outdir: string,
  entries: readonly FunctionEntry[],
  metafile: Metafile,
): BuiltFile[] {
  if (dirname(file.path) !== outdir) return [file];
  const name = basename(file.path);
  const importers = importersOf(name.replace(/\.map$/, ''), metafile).map((output) => join(ROOT, output));
  return entries
    .map((entry) => join(outdir, entry.service, entry.name))
    .filter((folder) => importers.length === 0 || importers.includes(join(folder, 'index.mjs')))
    .map((folder) => ({ path: join(folder, name), contents: file.contents }));
}

/** Moves a complete new file into place, so that a function that starts meanwhile reads the old or the new one. */
function writeIfChanged({ path, contents }: BuiltFile): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomicSync(path, contents, FOR_ALL);
}

/** Removes bundles of functions that no longer exist. */
function removeOthers(outdir: string, entries: readonly FunctionEntry[]): void {
  for (const { api } of DEPLOYED_SERVICES) {
    const folder = join(outdir, api.service);
    const names = new Set(entries.filter(({ service }) => service === api.service).map(({ name }) => name));
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (!names.has(name)) rmSync(join(folder, name), { recursive: true });
    }
  }
}

const PROGRAM = defineProgram({
  command: 'npm run build --',
  about: 'Bundles every function of every service to dist/<service>/<name>/index.mjs.',
  options: { force: { help: 'build even if nothing has changed' } },
  async run({ options: { force } }) {
    const { built, sizes, milliseconds } = await buildFunctions({ force });
    const where = relative(process.cwd(), DIST);
    if (built) console.log(`${sizeTable(sizes)}\n${sizes.length} functions in ${where}, ${milliseconds} ms`);
    else console.log(`${where} is up to date`);
    return EXIT.ok;
  },
});

if (import.meta.main) process.exitCode = await runProgram(PROGRAM);
