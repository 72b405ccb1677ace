import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { writeFileAtomic, writeFileAtomicSync } from '#shared/files/atomic-file';
import { prepareDataFolder } from './data-folder.ts';
import { EngineError } from './engine-error.ts';
import { lockFolder } from './folder-lock.ts';
import { keepPrivate } from './private-files.ts';
import { killAndWait, type ProcessRecord, recordOf } from './process-identity.ts';

export interface Secrets {
  readonly jwtSecret: string;
  readonly serviceTokenSecret: string;
  readonly databasePassword: string;
  readonly chaosSealKey: string;
}

/** Folder of everything that an engine keeps between runs. Only one engine can have it open. */
export interface DataDir {
  readonly path: string;
  readonly secrets: Secrets;
  /** Returns a free loopback port for this name, the same one as last time if it is still free. */
  port(name: string): Promise<number>;
  /** Records a child process, so that the next engine can kill it if this one is killed. */
  remember(pid: number, name: string): void;
  forget(pid: number): void;
  /** Records the engine's address for the commands that look for it. */
  announce(url: string): void;
  close(): Promise<void>;
}

const SECRETS_FILE = 'secrets.json';
const PORTS_FILE = 'ports.json';
const PROCESSES_FILE = 'processes.json';
const SECRET_BYTES = 32;
const LEFTOVER_TIMEOUT_MS = 5_000;
/** Below the ephemeral ports of Linux and macOS: an outgoing connection could occupy a remembered port there. */
const FIRST_PORT = 20_000;
const LAST_PORT = 31_999;
const PORT_TRIES = 100;

const SecretsFile = z.object({
  jwtSecret: z.string(),
  serviceTokenSecret: z.string(),
  databasePassword: z.string(),
  // Folders of earlier versions have none.
  chaosSealKey: z.string().optional(),
});
const PortsFile = z.record(z.string(), z.number());
const ProcessesFile = z.array(z.object({ pid: z.number(), started: z.string(), name: z.string() }));

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new EngineError(`${file} cannot be read; delete the file, or everything with: npm run reset`);
  }
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

async function openSecrets(file: string): Promise<Secrets> {
  const kept = await readJson(file, SecretsFile);
  if (kept?.chaosSealKey !== undefined) return { ...kept, chaosSealKey: kept.chaosSealKey };
  const secrets = {
    jwtSecret: newSecret(),
    serviceTokenSecret: newSecret(),
    databasePassword: newSecret(),
    ...kept,
    chaosSealKey: newSecret(),
  };
  await writeFileAtomic(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
  return secrets;
}

/** Returns whether this port of 127.0.0.1 is free now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => done(true)));
  });
}

async function findPort(avoid: ReadonlySet<number>): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES; tries++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (!avoid.has(port) && (await isPortFree(port))) return port;
  }
  throw new EngineError(`no free port found between ${FIRST_PORT} and ${LAST_PORT} on 127.0.0.1`);
}

async function clearLeftovers(file: string): Promise<void> {
  const leftovers: readonly ProcessRecord[] = (await readJson(file, ProcessesFile)) ?? [];
  const gone = await Promise.all(leftovers.map((record) => killAndWait(record, LEFTOVER_TIMEOUT_MS)));
  const stuck = leftovers.find((_, index) => !gone[index]);
  if (stuck) {
    throw new EngineError(
      `process ${stuck.pid} (${stuck.name}) of an earlier engine does not end; kill it and start again`,
    );
  }
}

/** Opens the folder for this process alone and kills processes that a killed engine left behind. */
export async function openDataDir(folder: string): Promise<DataDir> {
  const path = await prepareDataFolder(folder);
  const at = (file: string): string => join(path, file);
  const lock = lockFolder(path);
  try {
    await mkdir(at('logs'), { recursive: true });
    keepPrivate(path);
    await clearLeftovers(at(PROCESSES_FILE));
    const secrets = await openSecrets(at(SECRETS_FILE));
    const ports = new Map(Object.entries((await readJson(at(PORTS_FILE), PortsFile)) ?? {}));
    const processes = new Map<number, ProcessRecord>();
    const saveProcesses = (): void => {
      try {
        writeFileAtomicSync(at(PROCESSES_FILE), JSON.stringify([...processes.values()]));
      } catch {
        // The disk is full. The watchdog has the same list; the file is needed only if both processes are killed.
      }
    };
    saveProcesses();

    let queue: Promise<unknown> = Promise.resolve();
    const choosePort = async (name: string): Promise<number> => {
      const kept = ports.get(name);
      if (kept !== undefined && (await isPortFree(kept))) return kept;
      const port = await findPort(new Set(ports.values()));
      ports.set(name, port);
      await writeFileAtomic(at(PORTS_FILE), `${JSON.stringify(Object.fromEntries(ports), undefined, 2)}\n`);
      return port;
    };

    return {
      path,
      secrets,
      port(name) {
        const port = queue.then(() => choosePort(name));
        queue = port.catch(() => undefined);
        return port;
      },
      remember(pid, name) {
        const record = recordOf(pid, name);
        if (!record) return;
        processes.set(pid, record);
        saveProcesses();
      },
      forget(pid) {
        if (processes.delete(pid)) saveProcesses();
      },
      announce: (url) => lock.announce(url),
      async close() {
        await queue;
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
