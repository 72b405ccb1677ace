import { readdirSync, readFileSync } from 'node:fs';
import { procFields } from '#local/host/process-identity';

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

/** USER_HZ, the unit of /proc/<pid>/stat: 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;
const PARENT_FIELD = 1;
/** utime, stime, and the same of children that have ended. */
const CPU_FIELDS = [11, 12, 13, 14];

/** Whether this platform reports what processes use. */
export const CAN_MEASURE_PROCESSES = process.platform === 'linux';

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has just ended, or is not ours to read
  }
}

function readStat(pid: number): ProcessStat | undefined {
  const fields = procFields(pid);
  if (!fields) return undefined;
  const cpuTicks = CPU_FIELDS.reduce((sum, field) => sum + Number(fields[field]), 0);
  return { pid, parent: Number(fields[PARENT_FIELD]), cpuTicks };
}

/** The process and all that it started, directly or not. */
function treeOf(root: number): ProcessStat[] {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : [],
  );
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

export interface ProcessCpu {
  readonly pid: number;
  readonly parent: number;
  /** Since it exists, with those of its children that have ended. */
  readonly cpuMs: number;
}

/** CPU time of every process of the tree; undefined where the platform does not report it. */
export function cpuOf(root: number): readonly ProcessCpu[] | undefined {
  if (!CAN_MEASURE_PROCESSES) return undefined;
  return treeOf(root).map(({ pid, parent, cpuTicks }) => ({
    pid,
    parent,
    cpuMs: (cpuTicks * 1000) / TICKS_PER_SECOND,
  }));
}

export interface Memory {
  readonly processes: number;
  /** What each process says it has in memory, added up: shared pages count once per process. */
  readonly residentBytes: number;
  /** The same with every shared page counted once: what the machine really gives. */
  readonly proportionalBytes: number;
}

const kilobytesIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
const BYTES_PER_KILOBYTE = 1024;

export function memoryOf(root: number): Memory | undefined {
  if (!CAN_MEASURE_PROCESSES) return undefined;
  const tree = treeOf(root);
  let resident = 0;
  let proportional = 0;
  for (const { pid } of tree) {
    const rss = kilobytesIn(readText(`/proc/${pid}/status`), 'VmRSS');
    resident += rss;
    proportional += kilobytesIn(readText(`/proc/${pid}/smaps_rollup`), 'Pss') || rss;
  }
  return {
    processes: tree.length,
    residentBytes: resident * BYTES_PER_KILOBYTE,
    proportionalBytes: proportional * BYTES_PER_KILOBYTE,
  };
}
