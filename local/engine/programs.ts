import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { systemVariables } from '#shared/cli/foreign-variables';
import type { ProcessRegistry } from '../runtime/environment.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import { storeVariables } from './store-variables.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export interface Printed {
  /** Null for a program that was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of this repository in a process of its own: the engine goes on serving while it reads the stores.
 * @param program path from the root of the repository
 */
export type RunProgram = (program: string, args: readonly string[], signal?: AbortSignal) => Promise<Printed>;

/**
 * Programs that read the stores of this engine.
 * @param more further variables
 */
export function programsOf(
  host: EngineHost,
  stores: Pick<EngineStores, 'backends'>,
  more: Readonly<Record<string, string>> = {},
): RunProgram {
  return createPrograms({ ...storeVariables(host, stores), ...more }, host.watchdog);
}

/** @param variables those that lead the programs to the stores */
function createPrograms(variables: Readonly<Record<string, string>>, processes: ProcessRegistry): RunProgram {
  return async (program, args, signal) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: ROOT,
      env: { ...systemVariables(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
      killSignal: 'SIGKILL',
    });
    const { pid } = child;
    // An abort is an error too, before the process has ended.
    child.on('error', () => undefined);
    if (pid === undefined) {
      const [error] = (await once(child, 'error')) as [Error];
      throw error;
    }
    processes.add(pid);
    const ended = new Promise<number | null>((done) => child.once('exit', done));
    const [stdout, stderr, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ]).finally(() => processes.remove(pid));
    return { exitCode, stdout, stderr };
  };
}
