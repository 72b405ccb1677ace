import { setTimeout as sleep } from 'node:timers/promises';
import { processFacts } from './process-facts.ts';

const POLL_MS = 10;

/** Ids are reused, so only id and start time together identify a process. */
export const { state: stateOf, startedAt, parentOf, groupOf, commandLine } = processFacts();

export interface ProcessRecord {
  readonly pid: number;
  readonly started: string;
  readonly name: string;
}

/** Returns the record that identifies a process later, also for another engine. */
export function recordOf(pid: number, name: string): ProcessRecord | undefined {
  const started = startedAt(pid);
  return started === undefined ? undefined : { pid, started, name };
}

export function isRunning(record: ProcessRecord): boolean {
  return startedAt(record.pid) === record.started;
}

/** Kills the recorded process and its group, and waits for its end. Returns false if it is still running afterwards. */
export async function killAndWait(record: ProcessRecord, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  if (isRunning(record)) {
    for (const target of [-record.pid, record.pid]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // Not the leader of a group, or already ended.
      }
    }
  }
  while (isRunning(record)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}
