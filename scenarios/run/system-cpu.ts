import { cpuByPart, partNames, readStatus } from '#bench/parts';
import { cpuOf, type ProcessCpu } from '#bench/processes';

/** Processor time of the processes of an engine on this machine, in milliseconds by name. */
export interface SystemCpu {
  since(): Promise<Readonly<Record<string, number>>>;
}

/** Begins to measure. @returns undefined where no engine is on this machine, or the platform does not report it */
export async function measureCpu(engineUrl: string | undefined): Promise<SystemCpu | undefined> {
  if (engineUrl === undefined) return undefined;
  const before = await reading(engineUrl);
  if (!before) return undefined;
  return {
    async since() {
      const after = await reading(engineUrl);
      return after ? cpuByPart(before.processes, after.processes, after.names) : {};
    },
  };
}

async function reading(engineUrl: string) {
  try {
    const status = await readStatus(engineUrl);
    const processes: readonly ProcessCpu[] | undefined = cpuOf(status.pid);
    return processes && { processes, names: partNames(status) };
  } catch {
    return undefined;
  }
}
