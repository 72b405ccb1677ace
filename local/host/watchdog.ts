import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SCRIPT } from './watchdog-script.ts';

export interface Watchdog {
  readonly pid: number | undefined;
  add(pid: number): void;
  remove(pid: number): void;
  dispose(): Promise<void>;
}

/** Starts a small shell that kills the registered processes after the engine has died. */
export function startWatchdog(): Watchdog {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'food-delivery-watchdog'], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(shell, 'exit').catch(() => undefined);
  shell.unref();
  // The engine works without its watchdog: the record in the data folder covers its children.
  shell.stdin.on('error', () => undefined);

  const say = (line: string): void => {
    if (shell.stdin.writable) shell.stdin.write(`${line}\n`);
  };
  return {
    pid: shell.pid,
    add: (pid) => say(`+${pid}`),
    remove: (pid) => say(`-${pid}`),
    async dispose() {
      if (shell.exitCode !== null || shell.signalCode !== null) return;
      shell.ref();
      shell.stdin.end('bye\n');
      await ended;
    },
  };
}
