import type { DataDir } from '../host/data-dir.ts';
import type { Log } from '../host/log.ts';
import type { PortName } from '../http/ports.ts';
import type { Backends } from '../services/running-backends.ts';
import type { Telemetry } from '../telemetry/start-telemetry.ts';
import type { FunctionPools } from './function-pools.ts';
import { storesStatus } from './stores-status.ts';

interface StatusParts {
  readonly urls: Readonly<Record<PortName, string>>;
  readonly functions: FunctionPools;
  readonly backends: Backends;
  readonly dataDir: DataDir;
  readonly log: Log;
  readonly telemetry: Telemetry | undefined;
}

const STARTED = new Date().toISOString();

/** What the engine's own port says is running. */
export function statusOf({ urls, functions, backends, dataDir, log, telemetry }: StatusParts) {
  const pools = [...functions.byKey].map(([key, pool]) => [
    key,
    { name: pool.spec.name, cap: pool.cap, size: pool.size, waiting: pool.waiting, pids: pool.pids },
  ]);
  return {
    pid: process.pid,
    since: STARTED,
    urls,
    functions: Object.fromEntries(pools),
    backends: backends.pids(),
    backendStates: backends.states(),
    dataDir: dataDir.path,
    stores: storesStatus((service) => functions.variablesOf(service), backends),
    telemetry: telemetry?.status() ?? 'off',
    log: { level: log.level, droppedLines: log.dropped() },
  };
}
