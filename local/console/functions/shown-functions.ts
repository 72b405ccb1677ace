import { setImmediate as nextTurn } from 'node:timers/promises';
import { memoryOfAll } from '#local/host/process-memory';
import type { FunctionPool } from '#local/runtime/pool';
import type { ShownFunction } from '#shared/console/functions';

/** Reads every function. Memory is read one function a turn, so that requests are served in between. */
export async function shownFunctions(pools: ReadonlyMap<string, FunctionPool>): Promise<ShownFunction[]> {
  const shown: ShownFunction[] = [];
  for (const [key, pool] of pools) {
    if (pool.size > 0) await nextTurn();
    const { maxConcurrency: cap, waiting, starts, throttled } = pool;
    const bytes = memoryOfAll(pool.pids).proportionalBytes;
    const memory_bytes = pool.size > 0 && bytes === 0 ? null : bytes;
    shown.push({ key, cap, ...pool.states(), waiting, starts, throttled, memory_bytes });
  }
  return shown;
}
