import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { removeDataDir } from '#local/services/remove-data-dir';
import type { HostOptions, HostReady } from './host-messages.ts';

const HOST = fileURLToPath(new URL('./engine-host.ts', import.meta.url));
const STOP_TIMEOUT_MS = 20_000;

/** A running engine in a process of its own, whose tree is everything that belongs to the system. */
export interface System extends HostReady, AsyncDisposable {
  readonly pid: number;
}

/**
 * @param keepsData whether its folder is there when it has ended, for another system
 * @throws Error with the end of the engine's output if it does not start
 */
export async function startSystem(options: HostOptions, keepsData = false): Promise<System> {
  const logFile = `${options.dataDir}.log`;
  const output = openSync(logFile, 'a');
  const host = fork(HOST, [JSON.stringify(options)], { stdio: ['ignore', output, output, 'ipc'] });
  const ended = once(host, 'exit');
  const ready = await Promise.race([
    once(host, 'message').then(([message]) => message as HostReady),
    ended.then(() => undefined),
  ]);
  if (!ready || host.pid === undefined) {
    throw new Error(`The engine did not start:\n${readFileSync(logFile, 'utf8')}`);
  }
  return {
    ...ready,
    pid: host.pid,
    async [Symbol.asyncDispose]() {
      if (host.connected) host.send('stop');
      const timer = setTimeout(() => host.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
      // with the folder that PostgreSQL has elsewhere where the engine runs as root
      if (!keepsData) await removeDataDir(options.dataDir);
    },
  };
}
