import { commandLine, isRunning, type ProcessRecord, parentOf, recordOf } from '../process-identity.ts';

/** Elsewhere than on Linux each look starts a program. */
const POLL_MS = process.platform === 'linux' ? 1_000 : 5_000;
const SHELL_COMMAND = /^(\S*\/)?(sh|bash|dash|zsh|ash|busybox sh) -c /;

/** npm, and the shell in which it runs its scripts; empty if this process was not started by `npm start`. */
function npmAbove(env: NodeJS.ProcessEnv): readonly ProcessRecord[] {
  if (env.npm_lifecycle_event !== 'start') return [];
  const chain: ProcessRecord[] = [];
  for (let pid = process.ppid; pid > 1; ) {
    const record = recordOf(pid, 'npm');
    if (!record) return chain;
    chain.push(record);
    if (!SHELL_COMMAND.test(commandLine(pid) ?? '')) return chain;
    pid = parentOf(pid) ?? 0;
  }
  return chain;
}

/**
 * Resolves when the `npm start` above this process is gone: a signal that ends npm alone does not get here. Started in
 * any other way, by a service manager or with node itself, it never resolves.
 */
export function whenNpmIsGone(env: NodeJS.ProcessEnv): Promise<ProcessRecord> {
  const chain = npmAbove(env);
  return new Promise((resolve) => {
    if (chain.length === 0) return;
    const timer = setInterval(() => {
      const gone = chain.find((record) => !isRunning(record));
      if (!gone) return;
      clearInterval(timer);
      resolve(gone);
    }, POLL_MS).unref();
  });
}
