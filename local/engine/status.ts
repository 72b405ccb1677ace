import type { EngineStatus } from '#shared/cli/engine-status';
import { mapValues } from '#shared/map-values';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import type { FunctionPools } from './function-pools.ts';
import { storesStatus } from './stores-status.ts';

const STARTED = new Date().toISOString();

/** Builds the status that the engine's own port returns. */
export function statusOf(
  { listeners, dataDir, log, telemetry }: EngineHost,
  { backends }: EngineStores,
  functions: FunctionPools,
): EngineStatus {
  const pools = [...functions.byKey].map(([key, pool]) => [
    key,
    {
      name: pool.spec.name,
      cap: pool.maxConcurrency,
      size: pool.size,
      waiting: pool.waiting,
      starts: pool.starts,
      throttled: pool.throttled,
      pids: pool.pids,
    },
  ]);
  return {
    pid: process.pid,
    since: STARTED,
    urls: mapValues(listeners, ({ url }) => url),
    functions: Object.fromEntries(pools),
    backends: backends.pids(),
    backendStates: backends.states(),
    dataDir: dataDir.path,
    stores: storesStatus((service) => functions.variablesOf(service), backends.urls),
    telemetry: telemetry?.status() ?? 'off',
    log: { level: log.level, droppedLines: log.dropped() },
  };
}
