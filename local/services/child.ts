import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemVariables } from '#shared/cli/foreign-variables';
import { EngineError } from '../host/engine-error.ts';
import type { ServiceContext } from './service.ts';

export interface ChildOptions {
  /** Name of the process and of its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Variables added to those of the system. An undefined value removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** @default 'SIGTERM' */
  readonly stopSignal?: NodeJS.Signals;
  /** Resolves when the child answers, and rejects until then. */
  readonly probe: () => Promise<unknown>;
  /** @default 15 000 */
  readonly readyTimeoutMs?: number;
}

/** A backend process in its own group. It is registered with the watchdog, and its output goes to a file under logs. */
export interface Child {
  /** Undefined once the process has ended, for any reason. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 10_000;
const FIRST_PROBE_MS = 5;
const PROBE_GROWTH = 1.3;
const SLOWEST_PROBE_MS = 50;
const QUOTED_LOG_LINES = 3;

/** Returns the last lines of a log after this byte. */
function tail(file: string, fromByte: number): string {
  const lines = readFileSync(file).subarray(fromByte).toString().trim().split('\n');
  return lines.slice(-QUOTED_LOG_LINES).join(' | ');
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function untilReady(child: ChildProcess, options: ChildOptions, failure: () => string): Promise<void> {
  const deadline = Date.now() + (options.readyTimeoutMs ?? READY_TIMEOUT_MS);
  for (let pauseMs = FIRST_PROBE_MS; ; pauseMs = Math.min(pauseMs * PROBE_GROWTH, SLOWEST_PROBE_MS)) {
    if (hasEnded(child)) throw new EngineError(`${options.name} ended while starting: ${failure()}`);
    try {
      await options.probe();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw new EngineError(`${options.name} does not answer: ${failure() || String(error)}`);
      }
    }
    await sleep(pauseMs);
  }
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** Starts the process and waits until it answers. A process that does not is ended. */
export async function startChild(options: ChildOptions, context: ServiceContext): Promise<Child> {
  const { dataDir, watchdog, onEnded } = context;
  const file = join(dataDir.path, 'logs', `${options.name}.log`);
  const output = openSync(file, 'a');
  const logStart = statSync(file).size;
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', output, output],
    cwd: '/',
    env: { ...systemVariables(), ...options.env },
    ...options.user,
  });
  closeSync(output);
  // for example a signal that cannot be sent: only the process's end matters
  child.on('error', () => undefined);
  const spawned = once(child, 'spawn').catch((error: unknown) => {
    throw new EngineError(`${options.name} cannot be started (${options.command}): ${String(error)}`);
  });
  let stopping = false;
  child.once('exit', (code, signal) => {
    if (child.pid !== undefined) {
      watchdog.remove(child.pid);
      dataDir.forget(child.pid);
    }
    if (!stopping) onEnded(options.name, `it ended with ${signal ?? `exit code ${code}`}, see ${file}`);
  });
  const stop = (): Promise<void> => {
    stopping = true;
    return stopChild(child, options.stopSignal ?? 'SIGTERM');
  };

  await spawned;
  const pid = child.pid;
  if (pid === undefined) throw new EngineError(`${options.name} cannot be started (${options.command})`);
  watchdog.add(pid);
  dataDir.remember(pid, options.name);
  try {
    stopping = true;
    await untilReady(child, options, () => tail(file, logStart));
    stopping = false;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    get pid() {
      return hasEnded(child) ? undefined : pid;
    },
    stop,
  };
}
