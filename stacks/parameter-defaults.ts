import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { userPath } from '#shared/cli/user-path';
import { writeFileAtomicSync } from '#shared/files/atomic-file';

const ROOT = join(import.meta.dirname, '..');
const FILE = 'parameters.json';
const SECRET_BYTES = 32;

/** Addresses inside the network of docker-compose.yml. */
const COMPOSED = {
  DatabaseUrl: 'postgresql://food_delivery@postgres:5432/food_delivery',
  RedisUrl: 'redis://redis:6379',
  UserServiceUrl: 'http://127.0.0.1:4566/_aws/execute-api/user/local',
  RestaurantServiceUrl: 'http://127.0.0.1:4566/_aws/execute-api/restaurant/local',
};
const SECRETS = ['JwtSecret', 'ServiceTokenSecret', 'ChaosSealKey'] as const;
const VARIABLES: Readonly<Record<keyof typeof COMPOSED | (typeof SECRETS)[number] | 'OtlpEndpoint', string>> =
  {
    DatabaseUrl: 'DATABASE_URL',
    RedisUrl: 'REDIS_URL',
    UserServiceUrl: 'USER_SERVICE_URL',
    RestaurantServiceUrl: 'RESTAURANT_SERVICE_URL',
    JwtSecret: 'JWT_SECRET',
    ServiceTokenSecret: 'SERVICE_TOKEN_SECRET',
    ChaosSealKey: 'CHAOS_SEAL_KEY',
    OtlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  };

export type AddressParameters = Readonly<Record<keyof typeof COMPOSED, string>> & {
  /** Receiver of the functions' telemetry; empty if none. */
  readonly OtlpEndpoint?: string;
};
type Environment = Readonly<Record<string, string | undefined>>;

const Kept = z.record(z.string(), z.string());

/** Folder of LocalStack's data and of the parameters of its deployment. */
export const localStackFolder = (env: Environment = process.env): string =>
  env.LOCALSTACK_DATA_DIR ? userPath(env.LOCALSTACK_DATA_DIR, env) : join(ROOT, '.localstack');

/**
 * Parameters that `cdklocal deploy` was not given. Precedence: the environment, the values of the last start of
 * LocalStack, the names of docker-compose.yml. Secrets are generated once and kept in the folder.
 */
export function parameterDefaults(env: Environment = process.env): Record<string, string> {
  const set = Object.entries(VARIABLES).flatMap(([name, variable]) => {
    const value = env[variable];
    return value ? [[name, value]] : [];
  });
  return { ...COMPOSED, ...readKept(localStackFolder(env)), ...Object.fromEntries(set) };
}

/** Stores the addresses of stores and services; without an argument those of docker-compose.yml count again. */
export function keepAddresses(folder: string, addresses?: AddressParameters): void {
  const kept = readKept(folder);
  const secrets = Object.fromEntries(SECRETS.map((name) => [name, kept[name] ?? newSecret()]));
  write(folder, { ...secrets, ...addresses });
}

function readKept(folder: string): Record<string, string> {
  const kept = read(join(folder, FILE));
  if (kept && SECRETS.every((name) => kept[name] !== undefined)) return kept;
  // A file of an earlier version may lack one.
  const drawn = { ...Object.fromEntries(SECRETS.map((name) => [name, newSecret()])), ...kept };
  write(folder, drawn);
  return drawn;
}

function read(file: string): Record<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} cannot be read: delete it, new secrets are drawn at the next deployment`);
  }
}

function write(folder: string, values: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  writeFileAtomicSync(join(folder, FILE), `${JSON.stringify(values, undefined, 2)}\n`);
}

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
