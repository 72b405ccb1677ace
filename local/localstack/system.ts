import type { SystemPage } from '#shared/http/pages/system-pages';
import { mapValues, resolveValues } from '#shared/map-values';
import { SERVICE_NAMES, SERVICES } from '#shared/services';
import { type AddressParameters, keepAddresses } from '#stacks/parameter-defaults';
import { tracesConsole } from '../console/traces-console.ts';
import { pagesWithoutEngine } from '../engine/system-pages.ts';
import { type DataDir, isPortFree, openDataDir } from '../host/data-dir.ts';
import { EngineError } from '../host/engine-error.ts';
import { createLog, type Log } from '../host/log.ts';
import { startWatchdog } from '../host/watchdog.ts';
import { Listener } from '../http/listener.ts';
import { PORTS, type PortName } from '../http/ports.ts';
import { Forwarder } from '../path-router/forwarder.ts';
import { createPathRouter } from '../path-router/path-router.ts';
import { createService } from '../services/running-backends.ts';
import type { ServiceContext } from '../services/service.ts';
import { createRequestLog, type RequestLog } from '../telemetry/request-log.ts';
import { serveTraces } from '../telemetry/serve-traces.ts';
import { createTraceLink } from '../telemetry/trace-link.ts';
import type { Emulator } from './emulator.ts';
import type { Installation } from './install.ts';
import { LOCALSTACK } from './localstack.ts';
import { startServer } from './server.ts';
import type { LocalStackSettings } from './settings.ts';

type ServicePort = Exclude<PortName, 'engine'>;
export type SystemUrls = Readonly<Record<ServicePort, string>>;

/** A running LocalStack and its stores, ready for a deployment. */
export interface LocalStackSystem {
  /** URL of LocalStack, the endpoint of AWS clients. */
  readonly endpoint: string;
  readonly pid: number | undefined;
  readonly urls: SystemUrls;
  /** URL of the trace viewer; empty if telemetry is off. */
  readonly tracesUrl: string;
  /** OTLP endpoint of the functions; empty if telemetry is off. */
  readonly otlpEndpoint: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly dataDir: string;
  /** May be called more than once. */
  dispose(): Promise<void>;
}

export interface SystemOptions
  extends Pick<LocalStackSettings, 'port' | 'ports' | 'dataDir' | 'external' | 'log' | 'telemetry'> {
  /** @default LocalStack */
  readonly emulator?: Emulator;
  readonly installation: Installation;
  readonly onProgress: (text: string) => void;
}

/**
 * Starts LocalStack without Docker, with the engine's PostgreSQL and Redis and the four ports of the README.
 * @throws EngineError with a message that says how to fix the problem; nothing is left running
 */
export async function startLocalStack(options: SystemOptions): Promise<LocalStackSystem> {
  const stack = new AsyncDisposableStack();
  try {
    return await start(options, stack);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function start(options: SystemOptions, stack: AsyncDisposableStack): Promise<LocalStackSystem> {
  const { onProgress, emulator = LOCALSTACK, installation, ports } = options;
  const log = createLog(options.log);
  stack.defer(() => log.flush());
  const dataDir = await openDataDir(options.dataDir);
  stack.defer(() => dataDir.close());
  const watchdog = startWatchdog();
  stack.defer(() => watchdog.dispose());
  const onEnded = (name: string, reason: string): void => log.warn(`${name} is down (${reason})`);
  const port = await portOfLocalStack(options.port, dataDir);
  const engineUrl = `http://127.0.0.1:${ports.engine}`;
  const context: ServiceContext = { dataDir, watchdog, log, engineUrl, onProgress, onEnded };
  const listeners = await openPorts(ports, log, stack);
  const telemetry = await serveTraces(ports.engine, options.telemetry, stack, {
    ...{ log, pages: tracesConsole },
  });
  const { tracesUrl = '', otlpEndpoint = '' } = telemetry ?? {};

  const { databaseUrl, redisUrl } = await startStores(options.external, context, stack);
  onProgress('PostgreSQL and Redis are ready');
  const server = await startServer(emulator, installation, port, context);
  stack.defer(() => server.stop());
  onProgress(`${emulator.name} is ready at ${server.url}`);

  keepAddresses(options.dataDir, {
    DatabaseUrl: databaseUrl,
    RedisUrl: redisUrl,
    OtlpEndpoint: otlpEndpoint,
    ...serviceUrls(server.url),
  });
  stack.defer(() => keepAddresses(options.dataDir));
  const served = mapValues(listeners, (listener) => listener.port);
  serve(
    listeners,
    server.url,
    pagesWithoutEngine(served, tracesUrl === '' ? undefined : Number(new URL(tracesUrl).port)),
    createRequestLog(log, telemetry && createTraceLink(telemetry.traceUrl, false)),
  );

  let disposed: Promise<void> | undefined;
  return {
    endpoint: server.url,
    pid: server.pid,
    urls: mapValues(listeners, ({ url }) => url),
    tracesUrl,
    otlpEndpoint,
    databaseUrl,
    redisUrl,
    dataDir: options.dataDir,
    dispose() {
      disposed ??= stack.disposeAsync();
      return disposed;
    },
  };
}

async function portOfLocalStack(wanted: number, dataDir: DataDir): Promise<number> {
  if (wanted === 0) return dataDir.port('localstack');
  if (await isPortFree(wanted)) return wanted;
  throw new EngineError(
    `Port ${wanted} (LocalStack) is taken by another program; choose another one with LOCALSTACK_PORT=<port>.`,
  );
}

async function startStores(
  external: LocalStackSettings['external'],
  context: ServiceContext,
  stack: AsyncDisposableStack,
): Promise<{ databaseUrl: string; redisUrl: string }> {
  const services = await Promise.all([
    createService('postgres', external, context),
    createService('redis', external, context),
  ]);
  stack.defer(async () => {
    await Promise.all(services.map((service) => service.stop()));
  });
  await Promise.all(services.map((service) => service.start()));
  const [postgres, redis] = services;
  return { databaseUrl: postgres.url, redisUrl: redis.url };
}

type Listeners = Readonly<Record<ServicePort, Listener>>;

async function openPorts(
  ports: LocalStackSettings['ports'],
  log: Log,
  stack: AsyncDisposableStack,
): Promise<Listeners> {
  const { engine: _, ...served } = PORTS;
  const opened = mapValues(served, ({ purpose, variable }, name) =>
    Listener.open({ port: ports[name], purpose, variable, log }),
  );
  stack.defer(async () => {
    const results = await Promise.allSettled(Object.values(opened));
    await Promise.all(results.map((result) => result.status === 'fulfilled' && result.value.close()));
  });
  return await resolveValues(opened);
}

/** URL of an API. The stacks set fixed API ids, so it is known before the deployment. */
const apiUrl = (endpoint: string, service: string): string => `${endpoint}/_aws/execute-api/${service}/local`;

export const serviceUrls = (
  endpoint: string,
): Pick<AddressParameters, 'UserServiceUrl' | 'RestaurantServiceUrl'> => ({
  UserServiceUrl: apiUrl(endpoint, 'user'),
  RestaurantServiceUrl: apiUrl(endpoint, 'restaurant'),
});

function serve(listeners: Listeners, endpoint: string, pages: readonly SystemPage[], log: RequestLog): void {
  const prefixes: Record<string, Forwarder> = {};
  for (const service of SERVICE_NAMES) {
    const forwarder = new Forwarder(apiUrl(endpoint, service), log);
    prefixes[SERVICES[service].prefix] = forwarder;
    listeners[service].serve((...call) => forwarder.handle(...call));
  }
  listeners.gateway.serve(createPathRouter(prefixes, log, { pages }));
}
