import { join } from 'node:path';
import { reportingProgress } from '#shared/cli/progress';
import { mapValues } from '#shared/map-values';
import { EngineError } from '../host/engine-error.ts';
import { POWERTOOLS_LEVELS } from '../host/log.ts';
import type { PortName } from '../http/ports.ts';
import { newRequestId, newTraceId } from '../http/request-id.ts';
import type { Outcome } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import type { BackendName } from '../services/backends.ts';
import { createDeployment } from './deployment.ts';
import { type EngineHost, openHost } from './engine-host.ts';
import { type EngineStores, startStores } from './engine-stores.ts';
import { FunctionPools } from './function-pools.ts';
import type { EngineOptions } from './options.ts';
import { startPollers } from './queue-pollers.ts';
import { serve } from './serving.ts';
import { systemPages } from './system-pages.ts';

export interface Engine {
  /** URL of the trace viewer; undefined if telemetry is off. */
  readonly tracesUrl: string | undefined;
  readonly urls: Readonly<Record<PortName, string>>;
  /** URL of the engine's own port that asks this machine for no key. */
  readonly insideUrl: string;
  /** Address of each store for clients. */
  readonly backends: Readonly<Record<BackendName, string>>;
  /** Function pools by key, such as `order/place-order`. */
  readonly functions: ReadonlyMap<string, FunctionPool>;
  /** Returns the union of the variables of the service's functions. */
  variables(service: string): Readonly<Record<string, string>>;
  /** Invokes a function by key, name in AWS or ARN. Rejects with the function's error. */
  invoke(name: string, event: unknown): Promise<unknown>;
  stopBackend(name: BackendName): Promise<void>;
  startBackend(name: BackendName): Promise<void>;
  /** Stops everything in order. May be called more than once. */
  dispose(): Promise<void>;
}

/**
 * Starts the whole system on this machine.
 * @throws EngineError with a message that says how to fix the problem; nothing is left running
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const stack = new AsyncDisposableStack();
  try {
    return await start(options, stack);
  } catch (error) {
    await stack.disposeAsync();
    if (options.signal?.aborted) throw new EngineError('Stopped while starting.', { cause: error });
    throw error;
  }
}

async function start(options: EngineOptions, stack: AsyncDisposableStack): Promise<Engine> {
  const host = await openHost(options, stack);
  host.signal.throwIfAborted();
  const stores = await startStores(host, stack);
  const functions = new FunctionPools(stores.model.functions, poolOptions(host, stores));
  stack.defer(() => functions.dispose());
  serve(host, stores, functions, stack);
  startPollers(host, stores, functions, stack);
  if (options.warmUp !== false) {
    await reportingProgress('starting the functions', host.onProgress, () => functions.check(host.signal));
  }
  host.signal.throwIfAborted();
  host.onProgress(`${functions.byKey.size} functions ready`);
  host.dataDir.announce(host.inside.url);
  return running(host, stores, functions, stack);
}

function poolOptions(host: EngineHost, stores: EngineStores) {
  const { options, log, dataDir, watchdog } = host;
  return {
    deployment: createDeployment(host, stores),
    environment: {
      ...stores.backends.environment,
      POWERTOOLS_LOG_LEVEL: POWERTOOLS_LEVELS[log.level],
      CHAOS_STOP_WHEN: 'true',
      SYSTEM_PAGES: JSON.stringify(systemPages(host)),
      ...(options.freeze && { TELEMETRY_FLUSH: 'invocation' }),
      ...(options.openingStock !== undefined && { OPENING_STOCK: String(options.openingStock) }),
      ...options.environment,
    },
    compileCache: join(dataDir.path, 'compile-cache'),
    logDirectory: join(dataDir.path, 'logs'),
    processes: watchdog,
    log,
    versionOf: stores.backends.services.ssm.versionOf,
    ...(options.maxConcurrency !== undefined && { maxConcurrency: options.maxConcurrency }),
    ...(options.freeze !== undefined && { freeze: options.freeze }),
  };
}

function running(
  { listeners, inside, telemetry }: EngineHost,
  { backends }: EngineStores,
  functions: FunctionPools,
  stack: AsyncDisposableStack,
): Engine {
  let disposed: Promise<void> | undefined;
  return {
    urls: mapValues(listeners, ({ url }) => url),
    insideUrl: inside.url,
    tracesUrl: telemetry?.tracesUrl,
    backends: backends.urls,
    functions: functions.byKey,
    variables: (service) => functions.variablesOf(service),
    invoke: (name, event) => invoke(functions.get(name), event),
    stopBackend: (name) => backends.stop(name),
    startBackend: (name) => backends.start(name),
    dispose: () => {
      disposed ??= stack.disposeAsync();
      return disposed;
    },
  };
}

async function invoke(pool: FunctionPool, event: unknown): Promise<unknown> {
  const outcome = await new Promise<Outcome>((resolve) => {
    pool.invoke(JSON.stringify(event) ?? 'null', newTraceId(Date.now(), newRequestId()), resolve);
  });
  if (outcome.ok) return JSON.parse(outcome.payload.toString());
  throw new Error(`${outcome.type}: ${outcome.message}`);
}
