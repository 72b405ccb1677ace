import { readFileSync } from 'node:fs';
import { treeOf } from './process-tree.ts';

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has just ended, or is not ours to read
  }
}

export interface Memory {
  readonly processes: number;
  /** Sum of the resident memory of all processes; shared pages count once per process. */
  readonly residentBytes: number;
  /** The same with every shared page counted once, which is the memory really in use. */
  readonly proportionalBytes: number;
}

const kilobytesIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
const BYTES_PER_KILOBYTE = 1024;

/** Memory of the process and of all that it started; undefined where the platform does not report it. */
export function memoryOf(root: number, proc = '/proc'): Memory | undefined {
  const pids = treeOf(root, proc)?.map(({ pid }) => pid);
  return pids && memoryOfAll(pids, proc);
}

/** Memory of just these processes; 0 where the platform does not report it. */
export function memoryOfAll(pids: readonly number[], proc = '/proc'): Memory {
  let resident = 0;
  let proportional = 0;
  for (const pid of pids) {
    const rss = kilobytesIn(readText(`${proc}/${pid}/status`), 'VmRSS');
    resident += rss;
    proportional += kilobytesIn(readText(`${proc}/${pid}/smaps_rollup`), 'Pss') || rss;
  }
  return {
    processes: pids.length,
    residentBytes: resident * BYTES_PER_KILOBYTE,
    proportionalBytes: proportional * BYTES_PER_KILOBYTE,
  };
}
