import type { EngineStatus } from '#shared/cli/engine-status';
import { memoryOf, memoryOfAll } from '../host/process-memory.ts';

/** Memory of a running engine, each page that processes share counted once. */
export interface UsedMemory {
  readonly processes: number;
  readonly bytes: number;
  /** By key, such as `order/place-order`; those without an environment are left out. */
  readonly functionBytes: Readonly<Record<string, number>>;
}

/** Undefined where the platform does not report it. */
export function usedMemory({
  pid,
  functions,
}: Pick<EngineStatus, 'pid' | 'functions'>): UsedMemory | undefined {
  const all = memoryOf(pid);
  if (!all?.proportionalBytes) return undefined;
  const bytes = Object.entries(functions)
    .filter(([, { pids }]) => pids.length > 0)
    .map(([key, { pids }]) => [key, memoryOfAll(pids).proportionalBytes] as const);
  return {
    processes: all.processes,
    bytes: all.proportionalBytes,
    functionBytes: Object.fromEntries(bytes),
  };
}
