import { mapValues } from '#shared/map-values';
import { BACKEND_NAMES, BACKENDS, type BackendName, type External } from './backends.ts';
import { externalService } from './external.ts';
import type { Service, ServiceContext } from './service.ts';
import { type BackendStatus, Supervisor } from './supervisor.ts';

export interface BackendOptions extends Omit<ServiceContext, 'onEnded'> {
  readonly external: External;
}

/** Every store of a running engine. */
export interface Backends {
  readonly services: Readonly<Record<BackendName, Service>>;
  /** Addresses for clients. */
  readonly urls: Readonly<Record<BackendName, string>>;
  /** Variables of every function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Parameters of the stacks. */
  readonly parameters: Readonly<Record<string, string>>;
  stop(name: BackendName): Promise<void>;
  /** Starts a stopped backend again at the same address. */
  start(name: BackendName): Promise<void>;
  /** Process ids by name; undefined for a backend that is external, stopped or without its own process. */
  pids(): Record<BackendName, number | undefined>;
  states(): Record<BackendName, BackendStatus>;
  dispose(): Promise<void>;
}

/** Creates a store that is ready to start: the external one at this address, otherwise the engine's own. */
export async function createService(
  name: BackendName,
  external: External,
  context: ServiceContext,
): Promise<Service> {
  const url = external[name];
  return url ? externalService(url, BACKENDS[name]) : BACKENDS[name].create(context);
}

async function startOne(name: BackendName, external: External, context: ServiceContext): Promise<Service> {
  const startedMs = performance.now();
  const service = await createService(name, external, context);
  await service.start();
  const where = external[name] ? ` at ${BACKENDS[name].variable}` : '';
  context.onProgress(`${name} ready${where} (${Math.round(performance.now() - startedMs)} ms)`);
  return service;
}

async function startAll(external: External, context: ServiceContext): Promise<Record<BackendName, Service>> {
  const started: Partial<Record<BackendName, Service>> = {};
  const start = async (name: BackendName): Promise<void> => {
    started[name] = await startOne(name, external, context);
  };
  try {
    // External stores are probed first: if one is missing, starting the others would be wasted time.
    for (const name of BACKEND_NAMES) if (external[name]) await start(name);
    const own = BACKEND_NAMES.filter((name) => !external[name]);
    const results = await Promise.allSettled(own.map(start));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  } catch (error) {
    await Promise.all(Object.values(started).map((service) => service.stop()));
    throw error;
  }
  return mapValues(BACKENDS, (_, name) => {
    const service = started[name];
    if (!service) throw new Error(`there is no backend named ${name}`);
    return service;
  });
}

/** Starts all backends in parallel. If one cannot start, the others are stopped again. */
export async function startBackends({ external, ...options }: BackendOptions): Promise<Backends> {
  const supervisors = new Map<string, Supervisor>();
  const context: ServiceContext = {
    ...options,
    onEnded: (name, reason) => supervisors.get(name)?.ended(reason),
  };
  const services = await startAll(external, context);
  const supervised = mapValues(services, (service, name) => {
    const supervisor = new Supervisor(name, service, options.log, Boolean(external[name]));
    supervisors.set(name, supervisor);
    return supervisor;
  });
  return {
    services,
    urls: mapValues(services, ({ url }) => url),
    environment: merged((name) =>
      BACKENDS[name].environment?.(services[name].functionsUrl ?? services[name].url),
    ),
    parameters: merged((name) => BACKENDS[name].parameters?.(services[name].url)),
    stop: (name) => supervised[name].stop(),
    start: (name) => supervised[name].start(),
    pids: () => mapValues(services, ({ pid }) => pid),
    states: () => mapValues(supervised, ({ status }) => status),
    async dispose() {
      await Promise.all(Object.values(supervised).map((supervisor) => supervisor.stop()));
    },
  };
}

function merged(
  variablesOf: (name: BackendName) => Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  return Object.assign({}, ...BACKEND_NAMES.map(variablesOf));
}
