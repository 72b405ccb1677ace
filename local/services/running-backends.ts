import type { DataDir } from '../host/data-dir.ts';
import type { Log } from '../host/log.ts';
import type { Watchdog } from '../host/watchdog.ts';
import { createDynamoDb } from './dynamodb/dynamodb.ts';
import { externalService, externalSsm } from './external.ts';
import { createPostgres } from './postgres/postgres.ts';
import { createRedisService, type RedisChoice } from './redis/redis.ts';
import type { Service, ServiceContext } from './service.ts';
import { createSqs } from './sqs/sqs.ts';
import { createSsmStore, type SsmStore } from './ssm/ssm-store.ts';
import { type BackendStatus, Supervisor } from './supervisor.ts';

export type { RedisChoice } from './redis/redis.ts';

/** Backends that someone else runs; each replaces one of ours. */
export interface External {
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly dynamodbEndpoint?: string | undefined;
  readonly sqsEndpoint?: string | undefined;
  readonly ssmEndpoint?: string | undefined;
}

export interface BackendOptions {
  readonly dataDir: DataDir;
  readonly external: External;
  readonly redis: RedisChoice;
  readonly watchdog: Watchdog;
  readonly log: Log;
  readonly onProgress?: (text: string) => void;
}

interface Definition {
  /** The variable that names an external one, told to the user when it does not answer. */
  readonly variable: string;
  readonly external: (external: External) => string | undefined;
  readonly create: (context: ServiceContext, options: BackendOptions) => Promise<Service>;
}

const DEFINITIONS = {
  postgres: {
    variable: 'DATABASE_URL',
    external: (external) => external.databaseUrl,
    create: (context) => createPostgres(context),
  },
  redis: {
    variable: 'REDIS_URL',
    external: (external) => external.redisUrl,
    create: (context, options) => createRedisService(context, options.redis),
  },
  dynamodb: {
    variable: 'DYNAMODB_ENDPOINT',
    external: (external) => external.dynamodbEndpoint,
    create: createDynamoDb,
  },
  sqs: {
    variable: 'SQS_ENDPOINT',
    external: (external) => external.sqsEndpoint,
    create: createSqs,
  },
} satisfies Record<string, Definition>;

export type BackendName = keyof typeof DEFINITIONS;
export const BACKEND_NAMES = [
  'postgres',
  'redis',
  'dynamodb',
  'sqs',
] as const satisfies readonly BackendName[];

export interface Backends {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly dynamodbEndpoint: string;
  /** The same store, for the functions. */
  readonly functionsDynamodbEndpoint: string;
  readonly sqsEndpoint: string;
  /** Only of an external Parameter Store; otherwise there is `ssm`. */
  readonly ssmEndpoint?: string;
  readonly ssm?: SsmStore;
  stop(name: BackendName): Promise<void>;
  /** Brings a stopped backend back at the same address. */
  start(name: BackendName): Promise<void>;
  /** Process ids by name; undefined for what is external or stopped. */
  pids(): Record<BackendName, number | undefined>;
  states(): Record<BackendName, BackendStatus>;
  dispose(): Promise<void>;
}

async function startOne(name: BackendName, options: BackendOptions, context: ServiceContext) {
  const definition: Definition = DEFINITIONS[name];
  const startedMs = performance.now();
  const url = definition.external(options.external);
  const service = url ? externalService(url, definition.variable) : await definition.create(context, options);
  await service.start();
  const where = url ? ` at ${definition.variable}` : '';
  context.onProgress(`${name} ready${where} (${Math.round(performance.now() - startedMs)} ms)`);
  return service;
}

async function startAll(
  options: BackendOptions,
  context: ServiceContext,
): Promise<Map<BackendName, Service>> {
  const services = new Map<BackendName, Service>();
  // What is not ours is looked for first: without it there is nothing to start for.
  const isExternal = (name: BackendName): boolean => Boolean(DEFINITIONS[name].external(options.external));
  const ours = BACKEND_NAMES.filter((name) => !isExternal(name));
  for (const name of BACKEND_NAMES.filter(isExternal))
    services.set(name, await startOne(name, options, context));
  const results = await Promise.allSettled(
    ours.map(async (name) => services.set(name, await startOne(name, options, context))),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) {
    await Promise.all([...services.values()].map((service) => service.stop()));
    throw failure.reason;
  }
  return services;
}

const forEach = <T>(make: (name: BackendName) => T): Record<BackendName, T> => ({
  postgres: make('postgres'),
  redis: make('redis'),
  dynamodb: make('dynamodb'),
  sqs: make('sqs'),
});

/** Starts all backends at once, or none: if one cannot start, the others are stopped again. */
export async function startBackends(options: BackendOptions): Promise<Backends> {
  const supervisors = new Map<string, Supervisor>();
  const context: ServiceContext = {
    ...options,
    onProgress: options.onProgress ?? (() => undefined),
    onEnded: (name, reason) => supervisors.get(name)?.ended(reason),
  };
  const { ssmEndpoint } = options.external;
  const parameters = ssmEndpoint
    ? await externalSsm(ssmEndpoint)
    : { ssm: await createSsmStore(options.dataDir) };
  const services = await startAll(options, context);
  const service = (name: BackendName): Service => {
    const found = services.get(name);
    if (!found) throw new Error(`there is no backend named ${name}`);
    return found;
  };
  const isExternal = (name: BackendName): boolean => Boolean(DEFINITIONS[name].external(options.external));
  const supervised = forEach((name) => new Supervisor(name, service(name), options.log, isExternal(name)));
  for (const name of BACKEND_NAMES) supervisors.set(name, supervised[name]);
  return {
    databaseUrl: service('postgres').url,
    redisUrl: service('redis').url,
    dynamodbEndpoint: service('dynamodb').url,
    functionsDynamodbEndpoint: service('dynamodb').functionsUrl ?? service('dynamodb').url,
    sqsEndpoint: service('sqs').url,
    ...parameters,
    stop: (name) => supervised[name].stop(),
    start: (name) => supervised[name].start(),
    pids: () => forEach((name) => service(name).pid),
    states: () => forEach((name) => supervised[name].status),
    async dispose() {
      await Promise.all(BACKEND_NAMES.map((name) => supervised[name].stop()));
    },
  };
}
