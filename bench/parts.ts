import { EngineStatus } from '#shared/cli/engine-status';
import type { ProcessCpu } from './processes.ts';

/** Names of processes by id; what is below a named process belongs to it. */
export type PartNames = ReadonlyMap<number, string>;

type PartsOf = Pick<EngineStatus, 'pid' | 'backends'> & {
  readonly functions: Readonly<Record<string, Pick<EngineStatus['functions'][string], 'pids'>>>;
};

/** Reads the status of an engine from its own port. */
export async function readStatus(engineUrl: string): Promise<EngineStatus> {
  return EngineStatus.parse(await (await fetch(engineUrl)).json());
}

export function partNames({ pid, functions, backends }: PartsOf): PartNames {
  const names = new Map([[pid, 'engine']]);
  for (const [key, { pids }] of Object.entries(functions)) for (const each of pids) names.set(each, key);
  for (const [name, each] of Object.entries(backends)) if (each !== undefined) names.set(each, name);
  return names;
}

/** Milliseconds that each part used between two readings, the greatest first, without parts too small to show. */
export function cpuByPart(
  before: readonly ProcessCpu[],
  after: readonly ProcessCpu[],
  names: PartNames,
): Record<string, number> {
  const earlier = new Map(before.map(({ pid, cpuMs }) => [pid, cpuMs]));
  const parents = new Map(after.map(({ pid, parent }) => [pid, parent]));
  const nameOf = (pid: number | undefined): string =>
    pid === undefined ? 'unnamed' : (names.get(pid) ?? nameOf(parents.get(pid)));
  const used: Record<string, number> = {};
  const add = (pid: number | undefined, cpuMs: number): void => {
    const name = nameOf(pid);
    used[name] = (used[name] ?? 0) + cpuMs;
  };
  for (const { pid, cpuMs } of after) add(pid, cpuMs - (earlier.get(pid) ?? 0));
  // What has ended counts with its parent, all its life long.
  const oldParents = new Map(before.map(({ pid, parent }) => [pid, parent]));
  const living = (pid: number | undefined): number | undefined =>
    pid === undefined || parents.has(pid) ? pid : living(oldParents.get(pid));
  for (const { pid, cpuMs } of before) if (!parents.has(pid)) add(living(pid), -cpuMs);
  const visible = Object.entries(used).filter(([, ms]) => ms > 0);
  return Object.fromEntries(visible.sort(([, a], [, b]) => b - a));
}
