import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { userPath } from '#shared/cli/user-path';
import { mapValues } from '#shared/map-values';
import { port, wholeNumber, zeroOrOne } from '#shared/settings/kinds';
import { LOG_LEVELS, type LogLevel } from '../host/log.ts';
import { LISTEN_ADDRESSES, type ListenAddress } from '../http/listener.ts';
import { PORT_NAMES, PORTS, type PortName } from '../http/ports.ts';
import { BACKEND_NAMES, BACKENDS, type External } from '../services/backends.ts';
import {
  DYNAMODB_CHOICES,
  type DynamoDbChoice,
  REDIS_CHOICES,
  type RedisChoice,
} from '../services/service.ts';
import type { TelemetryOptions } from '../telemetry/telemetry.ts';
import { TelemetryVariables, telemetryOptions } from '../telemetry/telemetry-variables.ts';

export interface Settings {
  readonly ports: Readonly<Record<PortName, number>>;
  readonly log: LogLevel;
  readonly listen: ListenAddress;
  readonly engineAccess?: { readonly address: ListenAddress; readonly networkKey: string };
  /** Variables of every function. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly dataDir: string;
  readonly maxConcurrency?: number;
  readonly freeze: boolean;
  readonly keepFaults: boolean;
  readonly openingStock?: number;
  readonly redis: RedisChoice;
  readonly dynamodb: DynamoDbChoice | undefined;
  readonly external: External;
  readonly telemetry: TelemetryOptions;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_ENVIRONMENTS = 256;
const MOST_STOCK = 1_000_000;

const PortVariables = z.object(
  Object.fromEntries(Object.values(PORTS).map(({ variable, number }) => [variable, port.default(number)])),
);

const SHORTEST_KEY = 16;
const key = z.string().min(SHORTEST_KEY, { error: `a key of at least ${SHORTEST_KEY} characters` });

/** Variables documented in the README. Addresses of stores are read where they are used. */
const Variables = TelemetryVariables.extend({
  LOG: z.enum(LOG_LEVELS).default('info'),
  LOCAL_DATA_DIR: z
    .string()
    .refine((folder) => !folder.startsWith('~'), {
      error: 'a whole path (a ~ is only replaced where a shell reads it unquoted)',
    })
    .default(resolve(ROOT, '.local')),
  LISTEN: z.enum(LISTEN_ADDRESSES).default('127.0.0.1'),
  ENGINE_LISTEN: z.enum(LISTEN_ADDRESSES).default('127.0.0.1'),
  ENGINE_KEY: key.optional(),
  CHAOS_KEY: key.optional(),
  LOCAL_CONCURRENCY: wholeNumber({ least: 1, most: MOST_ENVIRONMENTS }).optional(),
  LOCAL_FREEZE: zeroOrOne.default(false),
  KEEP_FAULTS: zeroOrOne.default(false),
  STOCK: wholeNumber({ least: 1, most: MOST_STOCK, unit: 'portions' }).optional(),
  LOCAL_REDIS: z.enum(REDIS_CHOICES).default('auto'),
  LOCAL_DYNAMODB: z.enum(DYNAMODB_CHOICES).optional(),
});
type Variables = z.infer<typeof Variables>;

/** Reads the engine's settings from the environment. @throws UsageError */
export function readEngineSettings(env: Environment): Settings {
  const variables = readSettings(Variables, env);
  return {
    ports: readPorts(env),
    log: variables.LOG,
    listen: variables.LISTEN,
    ...engineAccessOf(variables),
    ...(variables.CHAOS_KEY !== undefined && { environment: { CHAOS_KEY: variables.CHAOS_KEY } }),
    dataDir: userPath(variables.LOCAL_DATA_DIR, env),
    ...(variables.LOCAL_CONCURRENCY !== undefined && { maxConcurrency: variables.LOCAL_CONCURRENCY }),
    freeze: variables.LOCAL_FREEZE,
    keepFaults: variables.KEEP_FAULTS,
    ...(variables.STOCK !== undefined && { openingStock: variables.STOCK }),
    redis: variables.LOCAL_REDIS,
    dynamodb: variables.LOCAL_DYNAMODB,
    external: readExternal(env),
    telemetry: telemetryOptions(variables),
  };
}

const ExternalVariables = z.object(
  Object.fromEntries(BACKEND_NAMES.map((name) => [BACKENDS[name].variable, z.string().optional()])),
);

/** Each backend checks its own address when it starts. */
function readExternal(env: Environment): External {
  const variables = readSettings(ExternalVariables, env);
  const named = BACKEND_NAMES.map((name) => [name, variables[BACKENDS[name].variable]] as const);
  return Object.fromEntries(named.filter(([, url]) => url !== undefined));
}

function readPorts(env: Environment): Record<PortName, number> {
  const variables = readSettings(PortVariables, env);
  const ports = mapValues(PORTS, ({ variable, number }) => variables[variable] ?? number);
  for (const name of PORT_NAMES) {
    const other = PORT_NAMES.find((each) => each !== name && ports[each] === ports[name]);
    if (other && ports[name] !== 0) {
      throw new UsageError(
        `${PORTS[name].variable} and ${PORTS[other].variable} are both ${ports[name]}; give one of them another port`,
      );
    }
  }
  return ports;
}

function engineAccessOf({ ENGINE_LISTEN: address, ENGINE_KEY: networkKey }: Variables) {
  if (address === '127.0.0.1') return {};
  if (networkKey !== undefined) return { engineAccess: { address, networkKey } };
  throw new UsageError(
    `ENGINE_LISTEN=${address} needs ENGINE_KEY, a key of at least ${SHORTEST_KEY} characters`,
  );
}
