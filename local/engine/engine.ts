import { join } from 'node:path';
import { RestApi } from '../gateway/rest-api.ts';
import { boundLogs } from '../host/bounded-logs.ts';
import { type DataDir, openDataDir } from '../host/data-dir.ts';
import { EngineError } from '../host/engine-error.ts';
import { createLog, type Log, POWERTOOLS_LEVELS } from '../host/log.ts';
import { startWatchdog, type Watchdog } from '../host/watchdog.ts';
import type { PortName } from '../http/ports.ts';
import { newRequestId, newTraceId } from '../http/request-id.ts';
import { createPathRouter, PREFIXES } from '../path-router/path-router.ts';
import type { Outcome } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import { type Provisioned, provision } from '../services/provision.ts';
import { type BackendName, type Backends, startBackends } from '../services/running-backends.ts';
import { createRequestLog, createTraceLink } from '../telemetry/request-log.ts';
import { startTelemetry, type Telemetry } from '../telemetry/start-telemetry.ts';
import { type Model, readModel } from '../template/model.ts';
import { synthesise } from '../template/synthesis.ts';
import { createDeployment } from './deployment.ts';
import { createEngineApi } from './engine-api.ts';
import { FunctionPools } from './function-pools.ts';
import { startWithoutFaults } from './leftover-faults.ts';
import { closeServices, type Listeners, loopback, mapPorts, openListeners } from './listeners.ts';
import type { EngineOptions } from './options.ts';
import { QueuePoller } from './queue-poller.ts';
import { statusOf } from './status.ts';

export interface Engine {
  /** Where traces are shown; undefined if telemetry is off. */
  readonly tracesUrl: string | undefined;
  readonly urls: Readonly<Record<PortName, string>>;
  readonly backends: Readonly<
    Record<'databaseUrl' | 'redisUrl' | 'dynamodbEndpoint' | 'sqsEndpoint' | 'ssmEndpoint', string>
  >;
  /** By key, such as `order/place-order`. */
  readonly functions: ReadonlyMap<string, FunctionPool>;
  /** Everything that some function of the service is given. */
  variables(service: string): Readonly<Record<string, string>>;
  /** Rejects with the function's error. */
  invoke(name: string, event: unknown): Promise<unknown>;
  stopBackend(name: BackendName): Promise<void>;
  startBackend(name: BackendName): Promise<void>;
  /** Stops everything in order. May be called more than once. */
  dispose(): Promise<void>;
}

const DATA_DIR = '.local';

/**
 * Starts the whole system on this machine.
 * @throws EngineError whose message tells the user what to mend; nothing is left running
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
  const { signal = new AbortController().signal, onProgress = () => undefined } = options;
  const log = createLog(options.log ?? 'info');
  stack.defer(() => log.flush());
  const dataDir = await openDataDir(options.dataDir ?? DATA_DIR);
  stack.defer(() => dataDir.close());
  stack.defer(boundLogs(join(dataDir.path, 'logs')));
  const watchdog = startWatchdog();
  stack.defer(() => watchdog.dispose());
  const listeners = await openListeners(options.ports, log, stack);
  const telemetry = startTelemetry(options.telemetry ?? {}, listeners.engine, stack);
  signal.throwIfAborted();

  const [backends, model] = await startParts(options, { dataDir, watchdog, log, signal, onProgress }, stack);
  signal.throwIfAborted();
  const provisioned = await provision(model, backends);
  onProgress('tables, queues and parameters ready');
  await startWithoutFaults(model.parameters, backends, { keep: options.keepFaults ?? false, log });

  const endpoints = endpointsOf(backends, listeners);
  const { otlpEndpoint = '' } = telemetry ?? {};
  const functions = new FunctionPools(model.functions, {
    deployment: createDeployment({ model, backends, provisioned, listeners, dataDir, otlpEndpoint }),
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: backends.functionsDynamodbEndpoint,
      AWS_ENDPOINT_URL_SQS: endpoints.sqsEndpoint,
      AWS_ENDPOINT_URL_SSM: endpoints.ssmEndpoint,
      POWERTOOLS_LOG_LEVEL: POWERTOOLS_LEVELS[log.level],
      ...(options.freeze && { TELEMETRY_FLUSH: 'invocation' }),
      ...options.environment,
    },
    compileCache: join(dataDir.path, 'compile-cache'),
    logDirectory: join(dataDir.path, 'logs'),
    keeper: watchdog,
    log,
    ...(options.cap !== undefined && { cap: options.cap }),
    ...(options.freeze !== undefined && { freeze: options.freeze }),
  });
  stack.defer(() => functions.dispose());

  const urls = mapPorts((name) => listeners[name].url);
  const status = () => statusOf({ urls, functions, backends, dataDir, log, telemetry });
  serve(listeners, model, functions, log, telemetry);
  listeners.engine.serve(createEngineApi({ functions, ssm: backends.ssm, traces: telemetry?.api, status }));
  stack.defer(() => closeServices(listeners));
  startPollers(model, provisioned, endpoints.sqsEndpoint, functions, log, stack);
  telemetry?.measure({
    queues: model.queues.map(({ name, logicalId }) => ({
      name,
      url: provisioned.queues[logicalId]?.url ?? '',
    })),
    sqsEndpoint: endpoints.sqsEndpoint,
    environments: () => functions.sizes(),
  });

  await functions.check(signal);
  signal.throwIfAborted();
  onProgress(`${functions.byKey.size} functions ready`);
  dataDir.announce(urls.engine);

  let disposed: Promise<void> | undefined;
  return {
    urls,
    tracesUrl: telemetry?.tracesUrl,
    backends: endpoints,
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

interface Parts {
  readonly dataDir: DataDir;
  readonly watchdog: Watchdog;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** The stores and the templates do not need each other, so they are made ready side by side. */
async function startParts(
  options: EngineOptions,
  parts: Parts,
  stack: AsyncDisposableStack,
): Promise<[Backends, Model]> {
  const { dataDir, watchdog, onProgress } = parts;
  const failed = new AbortController();
  const signal = AbortSignal.any([parts.signal, failed.signal]);
  const starting = startBackends({
    ...parts,
    external: options.external ?? {},
    redis: options.redis ?? 'auto',
  });
  stack.defer(async () => {
    const [result] = await Promise.allSettled([starting]);
    if (result?.status === 'fulfilled') await result.value.dispose();
  });
  const reading = (async () => {
    const templates =
      options.templates ?? (await synthesise(join(dataDir.path, 'cdk.out'), signal, watchdog));
    const model = readModel(templates);
    onProgress(`${model.functions.length} functions of ${templates.length} stacks read`);
    return model;
  })();
  stack.defer(async () => {
    failed.abort();
    await Promise.allSettled([reading]);
  });
  return await Promise.all([starting, reading]);
}

function endpointsOf(backends: Backends, listeners: Listeners): Engine['backends'] {
  const { databaseUrl, redisUrl, dynamodbEndpoint, sqsEndpoint } = backends;
  const ssmEndpoint = backends.ssmEndpoint ?? loopback(listeners.engine);
  return { databaseUrl, redisUrl, dynamodbEndpoint, sqsEndpoint, ssmEndpoint };
}

function serve(
  listeners: Listeners,
  model: Model,
  functions: FunctionPools,
  log: Log,
  telemetry: Telemetry | undefined,
): void {
  const spans = telemetry?.spans;
  const requestLog = createRequestLog(log, telemetry && createTraceLink(telemetry.traceUrl));
  const apis = new Map(
    model.apis.map((api) => [
      api.service,
      new RestApi(api, (name) => functions.get(name), requestLog, spans),
    ]),
  );
  const prefixes: Record<string, RestApi> = {};
  for (const [prefix, service] of Object.entries(PREFIXES)) {
    const api = apis.get(service);
    if (api) prefixes[prefix] = api;
    const nothing = createPathRouter({}, requestLog, spans);
    listeners[service].serve(api ? (...call) => api.handle(...call) : nothing);
    apis.delete(service);
  }
  const [stranger] = apis.values();
  if (stranger) throw new EngineError(`The engine has no port for the API ${stranger.model.name}.`);
  listeners.gateway.serve(createPathRouter(prefixes, requestLog, spans));
}

function startPollers(
  model: Model,
  provisioned: Provisioned,
  endpoint: string,
  functions: FunctionPools,
  log: Log,
  stack: AsyncDisposableStack,
): void {
  const pollers = model.eventSources.map((source) => {
    const queue = model.queues.find(({ name }) => name === source.queue);
    const url = queue && provisioned.queues[queue.logicalId]?.url;
    if (!url)
      throw new EngineError(
        `The queue ${source.queue}, read by ${source.target.key}, is not in the templates.`,
      );
    return new QueuePoller(source, url, endpoint, functions.get(source.target.name), log);
  });
  stack.defer(async () => {
    await Promise.all(pollers.map((poller) => poller.dispose()));
  });
}

async function invoke(pool: FunctionPool, event: unknown): Promise<unknown> {
  const outcome = await new Promise<Outcome>((resolve) => {
    pool.invoke(JSON.stringify(event) ?? 'null', newTraceId(Date.now(), newRequestId()), resolve);
  });
  if (outcome.ok) return JSON.parse(outcome.payload.toString());
  throw new Error(`${outcome.type}: ${outcome.message}`);
}
