import { keysOf, mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { keepAddresses } from '#stacks/parameter-defaults';
import { EngineError } from '../host/engine-error.ts';
import { findOwner } from '../host/folder-owner.ts';
import { type Container, compose, composeAll, listContainers } from './compose-command.ts';
import { whyNoContainers } from './docker.ts';
import { chosenPorts, PUBLISHED, type PublishedPorts } from './published-ports.ts';
import type { LocalStackSettings } from './settings.ts';
import type { SystemUrls } from './system.ts';
import { isTaken } from './taken-port.ts';

const HOST = '127.0.0.1';

export interface Composed {
  readonly endpoint: string;
  readonly urls: SystemUrls;
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/**
 * Starts the containers of docker-compose.yml and waits until all are healthy.
 * @throws EngineError before anything is changed, if Docker, a port or a system without Docker is in the way
 */
export async function composeUp(settings: LocalStackSettings): Promise<Composed> {
  refuseBesideHost(settings.dataDir);
  const ports = chosenPorts(settings);
  const why = await whyNoContainers();
  if (why !== undefined) throw new EngineError(`${why}; without Docker: npm run localstack:up -- --host`);
  await refuseTakenPorts(ports, await listContainers(settings));
  keepAddresses(settings.dataDir);
  await compose(settings, 'up', '--detach', '--build', '--wait');
  const running = addressesOf(settings, await listContainers(settings));
  if (!running) throw new EngineError('docker compose up left LocalStack not running; docker compose ps');
  return running;
}

/** Returns the addresses of running containers; undefined if LocalStack is not among them. */
export async function findComposed(settings: LocalStackSettings): Promise<Composed | undefined> {
  if ((await whyNoContainers()) !== undefined) return undefined;
  return addressesOf(settings, await listContainers(settings));
}

/** Removes the project's containers and what only they used. @returns false if there were none */
export async function composeDown(settings: LocalStackSettings): Promise<boolean> {
  const containers = await listContainers(settings);
  if (containers.length === 0) return false;
  // `down` by itself leaves the containers' unnamed volumes behind
  await composeAll(settings, 'rm', '--stop', '--force', '--volumes');
  await composeAll(settings, 'down', '--remove-orphans');
  return true;
}

/** Removes the project's containers and every volume. */
export const composeReset = (settings: LocalStackSettings): Promise<void> =>
  composeAll(settings, 'down', '--volumes', '--remove-orphans');

/** The two share a folder, and a deployment must find the addresses of one of them only. */
function refuseBesideHost(dataDir: string): void {
  const owner = findOwner(dataDir);
  if (!owner) return;
  const process = owner.process ? `, process ${owner.process.pid}` : '';
  throw new EngineError(
    `LocalStack runs without Docker on ${dataDir}${process}: npm run localstack:up -- --host deploys to it, npm run localstack:down stops it`,
  );
}

async function refuseTakenPorts(ports: PublishedPorts, containers: readonly Container[]): Promise<void> {
  const own = new Set(containers.flatMap(({ Publishers }) => Publishers.map((each) => each.PublishedPort)));
  for (const name of keysOf(ports)) {
    const port = ports[name];
    if (port === 0 || own.has(port) || !(await isTaken(port))) continue;
    const { purpose, variable } = PUBLISHED[name];
    throw new EngineError(
      `Port ${port} (${purpose}) is taken by another program; choose another one with ${variable}=<port>.`,
    );
  }
}

function addressesOf(
  { external }: LocalStackSettings,
  containers: readonly Container[],
): Composed | undefined {
  const portOf = (name: keyof typeof PUBLISHED): number | undefined => {
    const { service, target } = PUBLISHED[name];
    return containers
      .find(({ Service, State }) => Service === service && State === 'running')
      ?.Publishers.find(({ TargetPort, PublishedPort }) => TargetPort === target && PublishedPort > 0)
      ?.PublishedPort;
  };
  const localstack = portOf('localstack');
  if (localstack === undefined) return undefined;
  const { engine: _, ...served } = PORT_NUMBERS;
  return {
    endpoint: `http://${HOST}:${localstack}`,
    urls: mapValues(served, (_port, name) => `http://localhost:${portOf(name)}`),
    databaseUrl:
      external.postgres ?? `postgresql://food_delivery@${HOST}:${portOf('postgres')}/food_delivery`,
    redisUrl: external.redis ?? `redis://${HOST}:${portOf('redis')}`,
  };
}
