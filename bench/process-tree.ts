import { readdirSync } from 'node:fs';
import { procFields } from '#local/host/process-identity';

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

/** Whether this platform reports what processes use. */
export const CAN_MEASURE_PROCESSES = process.platform === 'linux';

function readStat(pid: number): ProcessStat | undefined {
  const fields = procFields(pid);
  if (!fields) return undefined;
  const cpuTicks = CPU_FIELDS.reduce((sum, field) => sum + Number(fields[field]), 0);
  return { pid, parent: Number(fields[PARENT_FIELD]), cpuTicks };
}

/** The process and all that it started, directly or not. */
export function treeOf(root: number): ProcessStat[] {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : [],
  );
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}
