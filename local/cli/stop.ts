import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '#shared/cli/settings';
import { openDataDir } from '../host/data-dir.ts';
import { EngineError } from '../host/engine-error.ts';
import { isRunning, killAndWait, type ProcessRecord } from '../host/process-identity.ts';
import { findEngine } from './running-engine.ts';
import { readEngineSettings } from './settings.ts';

/** Longer than an engine needs to finish its calls and to stop backends that still write data. */
const STOP_TIMEOUT_MS = 20_000;
const KILL_TIMEOUT_MS = 5_000;
const POLL_MS = 50;
const MS_PER_SECOND = 1_000;

async function hasEnded(engine: ProcessRecord, timeoutMs: number): Promise<boolean> {
  for (const deadlineMs = performance.now() + timeoutMs; isRunning(engine); await sleep(POLL_MS)) {
    if (performance.now() > deadlineMs) return false;
  }
  return true;
}

function askToStop({ pid }: ProcessRecord): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EPERM') throw new EngineError(`process ${pid} belongs to another user; it was not stopped`);
    // Any other code means that it has already ended.
  }
}

/** Stops the engine of this data folder. An engine that does not stop in time is killed. */
export async function stop(env: Environment): Promise<number> {
  const { dataDir } = readEngineSettings(env);
  const engine = findEngine(dataDir)?.process;
  if (!engine) {
    process.stdout.write(`no engine is running on ${dataDir}\n`);
    return 0;
  }
  process.stdout.write(`stopping the engine on ${dataDir} (process ${engine.pid}) …\n`);
  askToStop(engine);
  if (await hasEnded(engine, STOP_TIMEOUT_MS)) {
    process.stdout.write('stopped\n');
    return 0;
  }
  if (!(await killAndWait(engine, KILL_TIMEOUT_MS))) {
    throw new EngineError(`process ${engine.pid} does not end, even when it is killed`);
  }
  // Opening the folder ends processes that a killed engine left behind.
  await (await openDataDir(dataDir)).close();
  process.stdout.write(`killed, because it did not stop within ${STOP_TIMEOUT_MS / MS_PER_SECOND} s\n`);
  return 0;
}
