import { readdirSync } from 'node:fs';
import { procFields } from './process-facts.ts';

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

/** USER_HZ, the unit of /proc/<pid>/stat: 100 on every architecture that Node runs on. */
export const TICKS_PER_SECOND = 100;
const PARENT_FIELD = 1;
/** utime, stime, and the same of children that have ended. */
const CPU_FIELDS = [11, 12, 13, 14];

function readStat(pid: number, proc: string): ProcessStat | undefined {
  const fields = procFields(pid, proc);
  if (!fields) return undefined;
  const cpuTicks = CPU_FIELDS.reduce((sum, field) => sum + Number(fields[field]), 0);
  return { pid, parent: Number(fields[PARENT_FIELD]), cpuTicks };
}

function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

/** The process and all that it started, directly or not; undefined where the system has no /proc. */
export function treeOf(root: number, proc: string): ProcessStat[] | undefined {
  const pids = namesIn(proc)?.filter((name) => /^\d+$/.test(name));
  if (!pids) return undefined;
  const all = pids.flatMap((pid) => readStat(Number(pid), proc) ?? []);
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}
