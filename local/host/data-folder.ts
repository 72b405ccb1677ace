import { access, constants, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from './engine-error.ts';
import { LOCK_FILE } from './sqlite-lock.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** PostgreSQL refuses paths of 1,024 characters and more, and appends its own names to this one. */
const MAX_PATH_LENGTH = 800;
const ALL_ACCESS = constants.R_OK | constants.W_OK | constants.X_OK;

/** Entries that this engine and earlier versions create in their folder. */
const OWN_ENTRIES: ReadonlySet<string> = new Set([
  LOCK_FILE,
  `${LOCK_FILE}-journal`,
  'engine.pid',
  'pgpass',
  'secrets.json',
  'ports.json',
  'processes.json',
  'parameters.json',
  'system.json',
  'drill.json',
  'in-use',
  'logs',
  'cdk.out',
  'compile-cache',
  'dynamodb',
  'sqs',
  'postgres',
  'emulator',
]);
/** Entries that file systems and desktops create in every folder. */
const FOREIGN_BUT_HARMLESS: ReadonlySet<string> = new Set(['lost+found', '.DS_Store']);
/** Temporary files that a killed engine left behind. */
const TEMPORARY = /\.\d+(\.\d+)?\.tmp$/;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'there is a file in its place or on the way to it',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
};

const refusal = (folder: string, reason: string, cause?: unknown): EngineError =>
  new EngineError(
    `the data folder ${folder} cannot be used: ${reason}; set LOCAL_DATA_DIR to a folder of its own`,
    { cause },
  );

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? String(error);
}

const isWithin = (folder: string, inner: string): boolean => !relative(folder, inner).startsWith('..');

export const isOwnEntry = (name: string): boolean => OWN_ENTRIES.has(name) || TEMPORARY.test(name);

/** Creates one level at a time: Node's `recursive` hangs if a parent exists in which nothing can be created. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/**
 * Checks that this existing folder belongs to the engine or may become its folder.
 * @returns its content
 * @throws EngineError with the reason in one sentence
 */
export async function checkDataFolder(folder: string): Promise<readonly string[]> {
  try {
    const { uid } = await stat(folder);
    const content = await readdir(folder);
    const real = await realpath(folder);
    if (isWithin(real, homedir()) || isWithin(real, PROJECT)) {
      throw refusal(folder, 'it holds your home folder or this project');
    }
    if (process.getuid && uid !== process.getuid()) {
      throw refusal(folder, `it belongs to another user (${uid})`);
    }
    await access(folder, ALL_ACCESS);
    const foreign = content.find((name) => !isOwnEntry(name) && !FOREIGN_BUT_HARMLESS.has(name));
    if (foreign !== undefined && !content.includes(LOCK_FILE)) {
      throw refusal(folder, `it holds other things than data of the engine, such as ${foreign}`);
    }
    return content;
  } catch (error) {
    throw error instanceof EngineError ? error : refusal(folder, reasonOf(error), error);
  }
}

/** Creates the folder if it is missing. @throws EngineError if the engine cannot or must not use it */
export async function prepareDataFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  if (path.length > MAX_PATH_LENGTH) throw refusal(`${path.slice(0, 60)}…`, 'its path is too long');
  try {
    await makeFolder(path);
  } catch (error) {
    throw refusal(path, reasonOf(error), error);
  }
  await checkDataFolder(path);
  return path;
}
