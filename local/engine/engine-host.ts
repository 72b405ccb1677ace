import { join } from 'node:path';
import { boundLogs } from '../host/bounded-logs.ts';
import { type DataDir, openDataDir } from '../host/data-dir.ts';
import { createLog, type Log } from '../host/log.ts';
import { startWatchdog, type Watchdog } from '../host/watchdog.ts';
import type { Listener } from '../http/listener.ts';
import { startTelemetry } from '../telemetry/start-telemetry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Listeners, openInside, openListeners } from './listeners.ts';
import type { EngineOptions } from './options.ts';

const DATA_DIR = '.local';

/** Options and resources of this machine that all parts of an engine share. */
export interface EngineHost {
  readonly options: EngineOptions;
  readonly log: Log;
  readonly dataDir: DataDir;
  readonly watchdog: Watchdog;
  readonly listeners: Listeners;
  /** Serves the engine's own port for this machine: a port of its own where that one asks for a key. */
  readonly inside: Listener;
  /** Undefined if telemetry is off. */
  readonly telemetry: Telemetry | undefined;
  /** Aborts start-up. */
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** Opens the data folder and the ports. @throws EngineError that names what is already in use */
export async function openHost(options: EngineOptions, stack: AsyncDisposableStack): Promise<EngineHost> {
  const { signal = new AbortController().signal, onProgress = () => undefined } = options;
  const log = createLog(options.log ?? 'info');
  stack.defer(() => log.flush());
  const dataDir = await openDataDir(options.dataDir ?? DATA_DIR);
  stack.defer(() => dataDir.close());
  stack.defer(boundLogs(join(dataDir.path, 'logs')));
  const watchdog = startWatchdog();
  stack.defer(() => watchdog.dispose());
  const listeners = await openListeners(options.ports, log, stack, options);
  const inside = await openInside(listeners.engine, log, stack, options);
  const telemetry = startTelemetry(options.telemetry ?? {}, inside, stack, log);
  return { options, log, dataDir, watchdog, listeners, inside, telemetry, signal, onProgress };
}
