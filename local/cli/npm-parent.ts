import { HAS_PROC } from '../host/process-facts.ts';
import {
  commandLine,
  groupOf,
  isRunning,
  type ProcessRecord,
  parentOf,
  recordOf,
} from '../host/process-identity.ts';

/** Poll interval. Without /proc each poll starts a program, so it is longer there. */
const POLL_MS = HAS_PROC ? 1_000 : 5_000;
const SHELL_COMMAND = /^(\S*\/)?(sh|bash|dash|zsh|ash|busybox sh) -c /;
const SCRIPT = /^node (?:--import \S+ )?local\/main\.ts start/;

/**
 * Finds npm and the shell in which it runs its scripts; undefined if npm has already ended. They share one process
 * group. The process that adopts an orphan (init, a service manager) is in another group.
 */
function npmAbove(): readonly ProcessRecord[] | undefined {
  const group = groupOf(process.pid);
  const chain: ProcessRecord[] = [];
  for (let pid: number | undefined = process.ppid; pid; pid = parentOf(pid)) {
    const record = groupOf(pid) === group ? recordOf(pid, 'npm') : undefined;
    if (!record) return undefined;
    chain.push(record);
    if (!SHELL_COMMAND.test(commandLine(pid) ?? '')) return chain;
  }
  return undefined;
}

/**
 * Resolves when the `npm start` above this process has ended: a signal that ends npm alone does not reach this process.
 * Never resolves if the engine was started by a service manager or with node directly.
 */
export function whenNpmIsGone(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    if (env.npm_lifecycle_event !== 'start' || !SCRIPT.test(env.npm_lifecycle_script ?? '')) return;
    const chain = npmAbove();
    if (!chain) {
      resolve();
      return;
    }
    const timer = setInterval(() => {
      if (chain.every(isRunning)) return;
      clearInterval(timer);
      resolve();
    }, POLL_MS).unref();
  });
}
