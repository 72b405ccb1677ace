import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;
export const STATE_FIELD = 0;
const PARENT_FIELD = 1;
const GROUP_FIELD = 2;
const START_TICKS_FIELD = 19;

/** Fields of /proc/<pid>/stat after the command name, which may itself contain spaces and brackets. */
export function procFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/**
 * Returns the start time of a process in the system's own format; undefined if it does not run (a zombie does not).
 * Ids are reused, so only id and start time together identify a process.
 */
export function startedAt(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const fields = procFields(pid);
    return fields === undefined || fields[STATE_FIELD] === 'Z' ? undefined : fields[START_TICKS_FIELD];
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function idIn(pid: number, field: number, psColumn: string): number | undefined {
  if (process.platform === 'linux') return Number(procFields(pid)?.[field]) || undefined;
  try {
    return (
      Number(execFileSync('ps', ['-o', `${psColumn}=`, '-p', String(pid)], { encoding: 'utf8' })) || undefined
    );
  } catch {
    return undefined;
  }
}

/** Returns the parent of a process, which may have adopted it; undefined if there is no such process. */
export function parentOf(pid: number): number | undefined {
  return idIn(pid, PARENT_FIELD, 'ppid');
}

/** Returns the process group of a process; undefined if there is no such process. */
export function groupOf(pid: number): number | undefined {
  return idIn(pid, GROUP_FIELD, 'pgid');
}

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

/** Returns the whole command line, or undefined if there is no such process. */
export function commandLine(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
    }
    return (
      execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
