import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { HAS_PROC, procFields } from '#local/host/process-facts';

const STATE_FIELD = 0;
const STOPPED = 'T';

/** Lists the threads of a process that still run; none where the system has no /proc. */
function runningThreads(pid: number): string[] {
  if (!HAS_PROC) return [];
  return readdirSync(`/proc/${pid}/task`).filter(
    (thread) => procFields(Number(thread))?.[STATE_FIELD] !== STOPPED,
  );
}

/**
 * Stops a process. Resolves when each of its threads has stopped, which takes a moment.
 * @returns what lets it run again
 */
export async function freeze(pid: number | undefined): Promise<() => void> {
  if (pid === undefined) throw new Error('There is no process to stop');
  process.kill(pid, 'SIGSTOP');
  await expect.poll(() => runningThreads(pid)).toEqual([]);
  return () => process.kill(pid, 'SIGCONT');
}
