import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { localStackFolder } from '#stacks/parameter-defaults';
import { readSettings } from '../cli/settings.ts';
import { EngineError } from '../host/engine-error.ts';
import type { LogLevel } from '../host/log.ts';
import type { PortName } from '../http/ports.ts';
import type { External } from '../services/backends.ts';
import type { TelemetryOptions } from '../telemetry/start-telemetry.ts';

export interface LocalStackSettings {
  /** Of LocalStack itself; 0 takes any free port. */
  readonly port: number;
  /** There is no engine: on its port, traces are taken and shown. */
  readonly ports: Readonly<Record<PortName, number>>;
  readonly dataDir: string;
  /** Holds what was downloaded, for every checkout. */
  readonly cacheDir: string;
  /** A Python the user chose. */
  readonly python: string | undefined;
  readonly external: Pick<External, 'postgres' | 'redis'>;
  readonly log: LogLevel;
  readonly telemetry: TelemetryOptions;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 4566;
const LAST_PORT = 65_535;

/** Reads what the user set in the environment, and says in one sentence what is wrong with it. */
export function readLocalStackSettings(env: Environment): LocalStackSettings {
  const { ports, log, external, telemetry } = readSettings(env);
  return {
    port: portOf(env.LOCALSTACK_PORT),
    ports,
    dataDir: localStackFolder(env),
    cacheDir: env.LOCALSTACK_CACHE_DIR ? resolve(env.LOCALSTACK_CACHE_DIR) : userCache(env),
    python: env.LOCALSTACK_PYTHON || undefined,
    external,
    log,
    telemetry,
  };
}

function portOf(text: string | undefined): number {
  const port = text ? Number(text) : DEFAULT_PORT;
  if (Number.isInteger(port) && port >= 0 && port <= LAST_PORT) return port;
  throw new EngineError(`LOCALSTACK_PORT must be a whole number from 0 to ${LAST_PORT}, not "${text}"`);
}

function userCache(env: Environment): string {
  const base =
    process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  return join(env.XDG_CACHE_HOME || base, 'food-delivery-lambda');
}
