import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const STATE_FIELD = 0;
const PARENT_FIELD = 1;
const GROUP_FIELD = 2;
const START_TICKS_FIELD = 19;
const ZOMBIE = 'Z';
/** `ps` writes start times by the locale and time zone of its caller; a later engine may have others. */
const ONE_FORMAT = { LC_ALL: 'C', TZ: 'UTC' };

/** What the system says of a process. Each answer is undefined if there is no such process. */
export interface ProcessFacts {
  /** The first letter is S or I for sleeping, R for running, T for stopped. */
  state(pid: number): string | undefined;
  /** The start time in the system's own format; undefined for a zombie too. */
  startedAt(pid: number): string | undefined;
  /** The parent, which may have adopted it. */
  parentOf(pid: number): number | undefined;
  groupOf(pid: number): number | undefined;
  /** The whole command line. */
  commandLine(pid: number): string | undefined;
}

/** Fields of /proc/<pid>/stat after the command name, which may itself contain spaces and brackets. */
export function procFields(pid: number, proc = '/proc'): string[] | undefined {
  try {
    const stat = readFileSync(`${proc}/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Facts from /proc, which Linux has. */
const byProc: ProcessFacts = {
  state: (pid) => procFields(pid)?.[STATE_FIELD],
  startedAt(pid) {
    const fields = procFields(pid);
    return fields === undefined || fields[STATE_FIELD] === ZOMBIE ? undefined : fields[START_TICKS_FIELD];
  },
  parentOf: (pid) => Number(procFields(pid)?.[PARENT_FIELD]) || undefined,
  groupOf: (pid) => Number(procFields(pid)?.[GROUP_FIELD]) || undefined,
  commandLine(pid) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
    } catch {
      return undefined;
    }
  },
};

function ps(pid: number, ...columns: string[]): string | undefined {
  try {
    const args = ['-ww', ...columns.flatMap((column) => ['-o', `${column}=`]), '-p', String(pid)];
    const env = { ...process.env, ...ONE_FORMAT };
    const output = execFileSync('ps', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
    return output.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Facts from the program `ps`, for macOS. */
const byPs: ProcessFacts = {
  state: (pid) => ps(pid, 'stat'),
  startedAt(pid) {
    const [, state = ZOMBIE, started] = /^(\S+)\s+(.+)$/.exec(ps(pid, 'stat', 'lstart') ?? '') ?? [];
    return state.startsWith(ZOMBIE) ? undefined : started;
  },
  parentOf: (pid) => Number(ps(pid, 'ppid')) || undefined,
  groupOf: (pid) => Number(ps(pid, 'pgid')) || undefined,
  commandLine: (pid) => ps(pid, 'command'),
};

/** Whether the system shows its processes as files. */
export const HAS_PROC = existsSync('/proc/self/stat');

/** @param hasProc for tests, to see what a system without /proc reports */
export const processFacts = (hasProc = HAS_PROC): ProcessFacts => (hasProc ? byProc : byPs);
