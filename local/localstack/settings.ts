import * as z from 'zod';
import { type Environment, readSettings } from '#shared/cli/settings';
import { userPath } from '#shared/cli/user-path';
import { port } from '#shared/settings/kinds';
import { localStackFolder } from '#stacks/parameter-defaults';
import { readEngineSettings } from '../cli/settings.ts';
import type { LogLevel } from '../host/log.ts';
import type { PortName } from '../http/ports.ts';
import type { External } from '../services/backends.ts';
import type { TelemetryOptions } from '../telemetry/telemetry.ts';
import { userCache } from './user-cache.ts';

export interface LocalStackSettings {
  /** Port of LocalStack; 0 takes any free port. */
  readonly port: number;
  /** The engine does not run here; its port receives OTLP and shows traces. */
  readonly ports: Readonly<Record<PortName, number>>;
  /** Ports at which docker-compose.yml publishes the stores. */
  readonly storePorts: { readonly postgres: number; readonly redis: number };
  readonly dataDir: string;
  /** Cache of downloads, shared by all checkouts. */
  readonly cacheDir: string;
  /** Python chosen by the user. */
  readonly python: string | undefined;
  readonly external: Pick<External, 'postgres' | 'redis'>;
  readonly log: LogLevel;
  readonly telemetry: TelemetryOptions;
}

const DEFAULT_PORTS = { localstack: 4566, postgres: 5432, redis: 6379 };

const Variables = z.object({
  LOCALSTACK_PORT: port.default(DEFAULT_PORTS.localstack),
  POSTGRES_PORT: port.default(DEFAULT_PORTS.postgres),
  REDIS_PORT: port.default(DEFAULT_PORTS.redis),
  LOCALSTACK_CACHE_DIR: z.string().optional(),
  LOCALSTACK_PYTHON: z.string().optional(),
});

/** Reads LocalStack's settings from the environment. @throws UsageError */
export function readLocalStackSettings(env: Environment): LocalStackSettings {
  const { ports, log, external, telemetry } = readEngineSettings(env);
  const variables = readSettings(Variables, env);
  const { LOCALSTACK_CACHE_DIR, LOCALSTACK_PYTHON } = variables;
  return {
    port: variables.LOCALSTACK_PORT,
    ports,
    storePorts: { postgres: variables.POSTGRES_PORT, redis: variables.REDIS_PORT },
    dataDir: localStackFolder(env),
    cacheDir: LOCALSTACK_CACHE_DIR === undefined ? userCache(env) : userPath(LOCALSTACK_CACHE_DIR, env),
    python: LOCALSTACK_PYTHON,
    external,
    log,
    telemetry,
  };
}
