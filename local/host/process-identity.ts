import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;
const STATE_FIELD = 0;
const PARENT_FIELD = 1;
const GROUP_FIELD = 2;
const START_TICKS_FIELD = 19;

/** Fields of /proc/<pid>/stat after the command name, which may itself contain spaces and brackets. */
function procFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/**
 * When the process with this id started, in the form its system tells it; undefined if there is none (a zombie
 * counts as none). Together with the id it names one process for good: ids are used again.
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

/** The process that started this one, or that it was given to; undefined if there is no such process. */
export function parentOf(pid: number): number | undefined {
  return idIn(pid, PARENT_FIELD, 'ppid');
}

/** The process group of this one; undefined if there is no such process. */
export function groupOf(pid: number): number | undefined {
  return idIn(pid, GROUP_FIELD, 'pgid');
}

export interface ProcessRecord {
  readonly pid: number;
  readonly started: string;
  readonly name: string;
}

/** The record by which a process is recognised later, also by another engine. */
export function recordOf(pid: number, name: string): ProcessRecord | undefined {
  const started = startedAt(pid);
  return started === undefined ? undefined : { pid, started, name };
}

export function isRunning(record: ProcessRecord): boolean {
  return startedAt(record.pid) === record.started;
}

/** Kills that very process, its group with it, and waits until it is gone. False if it would not go. */
export async function killAndWait(record: ProcessRecord, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  if (isRunning(record)) {
    for (const target of [-record.pid, record.pid]) {
      try {
        process.kill(target, 'SIGKILL');
      } catch {
        // Not the leader of a group, or gone already.
      }
    }
  }
  while (isRunning(record)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** The whole command line, or undefined if there is no such process. */
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
