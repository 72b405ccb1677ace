import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../host/engine-error.ts';
import { LOG_LEVELS, type LogLevel } from '../host/log.ts';
import { PORT_NAMES, PORTS, type PortName } from '../http/ports.ts';
import { BACKEND_NAMES, BACKENDS, type External } from '../services/backends.ts';
import { REDIS_CHOICES, type RedisChoice } from '../services/service.ts';
import { readEndpoint } from '../telemetry/otlp-endpoint.ts';
import type { TelemetryOptions } from '../telemetry/start-telemetry.ts';

export interface Settings {
  readonly ports: Readonly<Record<PortName, number>>;
  readonly log: LogLevel;
  readonly dataDir: string;
  readonly cap?: number;
  readonly freeze: boolean;
  readonly keepFaults: boolean;
  readonly redis: RedisChoice;
  readonly external: External;
  readonly telemetry: TelemetryOptions;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAST_PORT = 65_535;
const MOST_ENVIRONMENTS = 256;

/** An empty variable counts as one that is not set. */
const valueIn = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

function wholeNumber(env: Environment, name: string, least: number, most: number): number | undefined {
  const text = valueIn(env, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new EngineError(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

function oneOf<T extends string>(env: Environment, name: string, allowed: readonly T[]): T | undefined {
  const text = valueIn(env, name);
  const found = allowed.find((each) => each === text);
  if (text === undefined || found !== undefined) return found;
  throw new EngineError(`${name} must be one of ${allowed.join(', ')}, not "${text}"`);
}

function readPorts(env: Environment): Record<PortName, number> {
  const port = (name: PortName): number =>
    wholeNumber(env, PORTS[name].variable, 0, LAST_PORT) ?? PORTS[name].number;
  const ports = {
    user: port('user'),
    restaurant: port('restaurant'),
    order: port('order'),
    gateway: port('gateway'),
    engine: port('engine'),
  };
  for (const name of PORT_NAMES) {
    const other = PORT_NAMES.find((each) => each !== name && ports[each] === ports[name]);
    if (other && ports[name] !== 0) {
      throw new EngineError(
        `${PORTS[name].variable} and ${PORTS[other].variable} are both ${ports[name]}; give one of them another port`,
      );
    }
  }
  return ports;
}

function readExternal(env: Environment): External {
  const named = BACKEND_NAMES.map((name) => [name, valueIn(env, BACKENDS[name].variable)] as const);
  return Object.fromEntries(named.filter(([, url]) => url !== undefined));
}

/** By the names that every OpenTelemetry SDK knows. */
function readTelemetry(env: Environment): TelemetryOptions {
  if (valueIn(env, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return { enabled: false };
  const forwardTo = valueIn(env, 'OTEL_EXPORTER_OTLP_ENDPOINT');
  return forwardTo === undefined ? {} : { forwardTo: readEndpoint(forwardTo).href };
}

function readDataDir(env: Environment): string {
  const folder = valueIn(env, 'LOCAL_DATA_DIR');
  if (folder === undefined) return resolve(ROOT, '.local');
  if (folder.startsWith('~')) {
    throw new EngineError(
      `LOCAL_DATA_DIR must be a whole path, not "${folder}": a ~ is only replaced where a shell reads it unquoted`,
    );
  }
  return resolve(folder);
}

/** Reads what the user set in the environment, and says in one sentence what is wrong with it. */
export function readSettings(env: Environment): Settings {
  const cap = wholeNumber(env, 'LOCAL_CONCURRENCY', 1, MOST_ENVIRONMENTS);
  return {
    ports: readPorts(env),
    log: oneOf(env, 'LOG', LOG_LEVELS) ?? 'info',
    dataDir: readDataDir(env),
    ...(cap === undefined ? {} : { cap }),
    freeze: oneOf(env, 'LOCAL_FREEZE', ['0', '1']) === '1',
    keepFaults: oneOf(env, 'KEEP_FAULTS', ['0', '1']) === '1',
    redis: oneOf(env, 'LOCAL_REDIS', REDIS_CHOICES) ?? 'auto',
    external: readExternal(env),
    telemetry: readTelemetry(env),
  };
}
