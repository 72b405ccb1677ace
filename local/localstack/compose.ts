import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { keepAddresses } from '#stacks/parameter-defaults';
import { EngineError } from '../host/engine-error.ts';
import type { LocalStackSettings } from './settings.ts';
import type { SystemUrls } from './system.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HOST = '127.0.0.1';
const run = promisify(execFile);

export interface Composed {
  readonly endpoint: string;
  readonly urls: SystemUrls;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

export async function hasCompose(): Promise<boolean> {
  return run('docker', ['compose', 'version']).then(
    () => true,
    () => false,
  );
}

/** Starts the containers of docker-compose.yml and waits until all are healthy. */
export async function composeUp(settings: LocalStackSettings): Promise<Composed> {
  if (!(await hasCompose())) {
    throw new EngineError(
      'docker compose is missing or does not run; install it, or go without Docker: npm run localstack:up -- --host',
    );
  }
  keepAddresses(settings.dataDir);
  await compose('up', '--detach', '--build', '--wait');
  const { engine: _, ...served } = PORT_NUMBERS;
  return {
    endpoint: `http://${HOST}:${settings.port}`,
    urls: mapValues(served, (port) => `http://localhost:${port}`),
    databaseUrl: `postgresql://food_delivery@${HOST}:5432/food_delivery`,
    redisUrl: `redis://${HOST}:6379`,
  };
}

export async function composeDown(...options: readonly string[]): Promise<void> {
  await compose('down', ...options);
}

async function compose(...args: readonly string[]): Promise<void> {
  const child = spawn('docker', ['compose', ...args], { cwd: ROOT, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new EngineError(`docker compose ${args[0]} failed (exit ${code}); its output is above`);
}
