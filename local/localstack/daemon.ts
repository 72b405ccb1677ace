import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { EXIT } from '#shared/cli/program';
import { messageOf } from '#shared/error-message';
import { writeFileAtomic } from '#shared/files/atomic-file';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { prepareDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { lockOwner } from '../host/folder-owner.ts';
import { createLog } from '../host/log.ts';
import { isFolderLocked } from '../host/sqlite-lock.ts';
import { goOnAfterUncaught } from '../host/uncaught.ts';
import { type Installation, installProgram } from './install.ts';
import { LOCALSTACK } from './localstack.ts';
import type { LocalStackSettings } from './settings.ts';
import { type LocalStackSystem, startLocalStack } from './system.ts';

const STATE_FILE = 'system.json';
const MAIN = join(import.meta.dirname, 'main.ts');
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** Record of the process that `up` leaves running, for later commands. */
const Running = z.object({
  pid: z.number(),
  endpoint: z.string(),
  urls: z.object({ ...mapValues(SERVICES, () => z.string()), gateway: z.string() }),
  tracesUrl: z.string().default(''),
  otlpEndpoint: z.string().default(''),
  databaseUrl: z.string(),
  redisUrl: z.string(),
});
export type Running = z.infer<typeof Running>;

type Message = { readonly progress: string } | { readonly failure: string } | { readonly running: Running };

export async function findRunning(dataDir: string): Promise<Running | undefined> {
  try {
    const state = Running.parse(JSON.parse(await readFile(join(dataDir, STATE_FILE), 'utf8')));
    return isFolderLocked(dataDir) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a process that outlives this one, and waits until everything in it is ready. */
export async function startDaemon(
  settings: LocalStackSettings,
  onProgress: (text: string) => void,
): Promise<Running> {
  await installProgram(LOCALSTACK, { ...settings, onProgress });
  const logs = join(await prepareDataFolder(settings.dataDir), 'logs');
  mkdirSync(logs, { recursive: true });
  const output = openSync(join(logs, 'system.log'), 'a');
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  const running = await new Promise<Running>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('failure' in message) reject(new EngineError(message.failure));
      else resolve(message.running);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new EngineError(`LocalStack's process ended while starting (exit ${code}), see ${logs}`));
    });
  });
  child.disconnect();
  child.unref();
  return running;
}

/** Runs the background process until a signal, or until its starter ends before everything is ready. */
export async function serve(settings: LocalStackSettings): Promise<number> {
  const report = (message: Message): void => {
    if (process.connected) process.send?.(message);
  };
  const onProgress = (progress: string): void => report({ progress });
  const stopping = new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  });
  let system: LocalStackSystem;
  try {
    const installation: Installation = await installProgram(LOCALSTACK, { ...settings, onProgress });
    system = await startLocalStack({ ...settings, installation, onProgress });
    goOnAfterUncaught(createLog(settings.log));
  } catch (error) {
    report({ failure: messageOf(error) });
    return EXIT.failed;
  }
  const { pid } = process;
  const { endpoint, urls, tracesUrl, otlpEndpoint, databaseUrl, redisUrl } = system;
  const running: Running = { pid, endpoint, urls, tracesUrl, otlpEndpoint, databaseUrl, redisUrl };
  const state = join(settings.dataDir, STATE_FILE);
  await writeFileAtomic(state, `${JSON.stringify(running, undefined, 2)}\n`);
  if (process.connected) {
    report({ running });
    await stopping;
  }
  await rm(state, { force: true });
  await system.dispose();
  return EXIT.ok;
}

/** Stops the background process. @returns false if none was running */
export async function stopDaemon(dataDir: string): Promise<boolean> {
  const running = await findRunning(dataDir);
  const pid = running?.pid ?? ownerOf(dataDir);
  if (pid === undefined) return false;
  process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + STOP_TIMEOUT_MS; isFolderLocked(dataDir); await sleep(POLL_MS)) {
    if (Date.now() > deadline) throw new EngineError(`process ${pid} does not end; kill it`);
  }
  return true;
}

function ownerOf(dataDir: string): number | undefined {
  try {
    return isFolderLocked(dataDir) ? lockOwner(dataDir) : undefined;
  } catch {
    return undefined;
  }
}
