import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '#shared/error-message';
import { EngineError } from '../host/engine-error.ts';
import { findPython } from './python.ts';

/** Installer of the 112 packages: it takes 23 s, pip takes 165 s. */
const UV = 'uv==0.13.9';
const STAMP_LENGTH = 16;
const MAX_OUTPUT_BYTES = 10_000_000;

const run = promisify(execFile);

/** A program from the Python package index. */
export interface PythonProgram {
  readonly name: string;
  /** Name and version of the Python package. */
  readonly package: string;
  /** File with the pinned versions of all dependencies. */
  readonly constraints: string;
  /** Our own package, installed with it. */
  readonly plugin?: {
    readonly folder: string;
    readonly package: string;
    /** The runtime of functions, which is copied into the package. */
    readonly bootstrap: string;
  };
}

export interface InstallOptions {
  readonly cacheDir: string;
  readonly python: string | undefined;
  readonly onProgress: (text: string) => void;
}

export interface Installation {
  readonly folder: string;
  readonly python: string;
}

/**
 * Installs the program into a virtual environment, once for each combination of versions.
 * @throws EngineError if Python is missing or a package cannot be installed
 */
export async function installProgram(program: PythonProgram, options: InstallOptions): Promise<Installation> {
  const { name } = program;
  const folder = join(options.cacheDir, `${name.toLowerCase()}-${stampOf(program)}`);
  if (!existsSync(folder)) {
    const python = await findPython(options.python, name);
    options.onProgress(`installing ${name} into ${options.cacheDir} (once, from the Python package index)`);
    await make(program, folder, python, options.cacheDir);
  }
  return { folder, python: pythonOf(folder) };
}

const pythonOf = (folder: string): string => join(folder, 'venv', 'bin', 'python');

/** Builds the environment under a temporary name and renames it when complete, so that a partial one is never used. */
async function make(
  program: PythonProgram,
  folder: string,
  basePython: string,
  cacheDir: string,
): Promise<void> {
  const making = `${folder}.${process.pid}`;
  const venv = join(making, 'venv');
  const python = pythonOf(making);
  const plugin = join(making, 'plugin');
  const log = join(cacheDir, 'install.log');
  const env = { ...process.env, UV_CACHE_DIR: join(cacheDir, 'uv') };
  const step = async (command: string, ...args: string[]): Promise<void> => {
    try {
      const { stdout, stderr } = await run(command, args, { env, maxBuffer: MAX_OUTPUT_BYTES });
      appendFileSync(log, stdout + stderr);
    } catch (error) {
      const text = messageOf(error);
      appendFileSync(log, `${text}\n`);
      throw new EngineError(`${program.name} cannot be installed (${lastLine(text)}); see ${log}`);
    }
  };
  await mkdir(making, { recursive: true });
  try {
    await step(basePython, '-m', 'venv', venv);
    await step(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', UV);
    const uvInstall = ['pip', 'install', '--quiet', '--python', python];
    const uv = join(venv, 'bin', 'uv');
    await step(uv, ...uvInstall, '--constraint', program.constraints, program.package);
    if (program.plugin !== undefined) {
      // a build writes files beside the sources, so it runs on a copy
      await cp(program.plugin.folder, plugin, { recursive: true });
      await cp(program.plugin.bootstrap, join(plugin, program.plugin.package, 'bootstrap.mjs'));
      await step(uv, ...uvInstall, '--no-deps', plugin);
    }
    await rename(making, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

function stampOf({ package: release, constraints, plugin }: PythonProgram): string {
  const hash = createHash('sha256').update(release).update(UV).update(readFileSync(constraints));
  if (plugin) hash.update(readFileSync(plugin.bootstrap));
  const files = plugin ? readdirSync(plugin.folder, { recursive: true, withFileTypes: true }) : [];
  for (const entry of files) {
    if (!entry.isFile() || entry.name.endsWith('.pyc')) continue;
    hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, STAMP_LENGTH);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
