import { execFile } from 'node:child_process';
import { chown, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { EngineError } from '#local/host/engine-error';
import { commandLine, killAndWait, recordOf } from '#local/host/process-identity';
import { systemVariables } from '#shared/cli/foreign-variables';
import { writeFileAtomic } from '#shared/files/atomic-file';
import { type Child, startChild } from '../child.ts';
import type { Service, ServiceContext } from '../service.ts';
import { PASSWORD_FILE } from './password-file.ts';
import { openPostgresFolder, type PostgresFolder, postgresNative } from './postgres-folder.ts';

export const DATABASE = 'food_delivery';
const ROLE = 'food_delivery';
const MAX_CONNECTIONS = 200;
const RETRY_FOR_MS = 8_000;
const RETRY_EVERY_MS = 50;
const KILL_TIMEOUT_MS = 5_000;
const OWNER_ONLY = 0o600;
const WRONG_PASSWORD = '28P01';
/** Errors while processes of a killed server are still ending. */
const OLD_SERVER_REMAINS = /still in use|postmaster\.pid|already in use/;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: String(MAX_CONNECTIONS),
  shared_buffers: '64MB',
  fsync: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
};

const run = promisify(execFile);
const isPgError = (error: unknown): error is { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** Creates a cluster under a temporary name and renames it when complete, so that a partial one is never used. */
async function createCluster(folder: PostgresFolder, data: string, password: string): Promise<void> {
  const making = `${data}.new`;
  const passwordFile = join(folder.path, 'password');
  await rm(making, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: OWNER_ONLY });
  if (folder.user) await chown(passwordFile, folder.user.uid, folder.user.gid);
  const args = ['-D', making, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256'];
  try {
    await run(join(folder.native, 'bin', 'initdb'), [...args, `--pwfile=${passwordFile}`], {
      cwd: '/',
      env: { ...systemVariables(), ...folder.env },
      ...folder.user,
    });
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new EngineError(
      `PostgreSQL cannot create its data folder (${detail.replaceAll('\n', ' | ')}); ` +
        'fix that, or name another PostgreSQL with DATABASE_URL',
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(making, data);
}

/**
 * Kills an old server on this folder that the process list misses. The process id in its lock file may be reused,
 * and PostgreSQL would then assume a running server. PostgreSQL ignores the id of its own parent, so that id is written
 * instead; it still checks whether old processes use the shared memory.
 */
async function clearOldServer(data: string, user: PostgresFolder['user']): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  // Empty after a full disk: PostgreSQL would assume another server that is just starting.
  if (text === '') {
    await rm(file, { force: true });
    return;
  }
  const [pid = '', ...rest] = text.split('\n');
  const record = commandLine(Number(pid))?.includes(data) && recordOf(Number(pid), 'postgres');
  if (record) await killAndWait(record, KILL_TIMEOUT_MS);
  await writeFile(file, [process.pid, ...rest].join('\n')).catch(async (error: unknown) => {
    await rm(file, { force: true });
    throw error;
  });
  if (user) await chown(file, user.uid, user.gid);
}

async function ensureDatabase(connectionString: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount) return;
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE]);
    if (!role.rowCount) await client.query(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${password}'`);
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLE}`);
  } finally {
    await client.end();
  }
}

/** Creates PostgreSQL from its binary package, reachable on loopback with a password. */
export async function createPostgres(
  context: ServiceContext,
  installed = postgresNative(),
): Promise<Service> {
  const { dataDir } = context;
  const port = await dataDir.port('postgres');
  const password = dataDir.secrets.databasePassword;
  const address = `127.0.0.1:${port}`;
  const adminUrl = `postgresql://postgres:${password}@${address}/postgres`;
  let child: Child | undefined;
  let wrongPassword = false;

  async function probe(): Promise<void> {
    try {
      await ensureDatabase(adminUrl, password);
    } catch (error) {
      wrongPassword = isPgError(error) && error.code === WRONG_PASSWORD;
      if (!wrongPassword) throw error;
    }
  }

  async function startServer(folder: PostgresFolder, data: string): Promise<Child> {
    const settings = Object.entries({ ...SETTINGS, port: String(port) });
    const args = ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    return startChild(
      {
        name: 'postgres',
        command: join(folder.native, 'bin', 'postgres'),
        args,
        env: folder.env,
        user: folder.user,
        // SIGINT is PostgreSQL's fast shutdown: open connections are closed, and no data is lost.
        stopSignal: 'SIGINT',
        probe,
      },
      context,
    );
  }

  async function startWithRetry(folder: PostgresFolder, data: string): Promise<Child> {
    const deadline = Date.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        return await startServer(folder, data);
      } catch (error) {
        const retry = error instanceof EngineError && OLD_SERVER_REMAINS.test(error.message);
        if (!retry || Date.now() > deadline) throw error;
        await sleep(RETRY_EVERY_MS);
      }
    }
  }

  async function stop(): Promise<void> {
    await child?.stop();
    child = undefined;
  }

  return {
    url: `postgresql://${ROLE}:${password}@${address}/${DATABASE}`,
    get pid() {
      return child?.pid;
    },
    async start() {
      const folder = await openPostgresFolder(dataDir.path, installed);
      const data = join(folder.path, 'data');
      const isNew = await lstat(data).then(
        () => false,
        () => true,
      );
      if (isNew) {
        context.onProgress('creating a PostgreSQL data folder (once)');
        await createCluster(folder, data, password);
      }
      const login = `127.0.0.1:${port}:${DATABASE}:${ROLE}:${password}\n`;
      await writeFileAtomic(join(dataDir.path, PASSWORD_FILE), login);
      await clearOldServer(data, folder.user);
      child = await startWithRetry(folder, data);
      if (wrongPassword) {
        await stop();
        throw new EngineError(
          'PostgreSQL refuses the password in secrets.json; restore that file, or delete all data with: npm run reset',
        );
      }
    },
    stop,
  };
}
