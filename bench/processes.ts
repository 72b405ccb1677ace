import { TICKS_PER_SECOND, treeOf } from '#local/host/process-tree';

export interface ProcessCpu {
  readonly pid: number;
  readonly parent: number;
  /** CPU time of the process since its start, with that of its ended children. */
  readonly cpuMs: number;
}

/** CPU time of every process of the tree; undefined where the platform does not report it. */
export function cpuOf(root: number, proc = '/proc'): readonly ProcessCpu[] | undefined {
  return treeOf(root, proc)?.map(({ pid, parent, cpuTicks }) => ({
    pid,
    parent,
    cpuMs: (cpuTicks * 1000) / TICKS_PER_SECOND,
  }));
}

/** CPU milliseconds of all processes. */
export const totalOf = (processes: readonly ProcessCpu[]): number =>
  processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
