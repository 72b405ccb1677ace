import { UsageError } from '#shared/cli/errors';
import { keysOf, mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { PORTS } from '../http/ports.ts';
import type { LocalStackSettings } from './settings.ts';

const { engine: _, ...SERVED } = PORT_NUMBERS;

/** A port of this machine that docker-compose.yml publishes. */
interface Published {
  /** Service of docker-compose.yml. */
  readonly service: string;
  /** Port inside the container. */
  readonly target: number;
  readonly variable: string;
  readonly purpose: string;
}

export const PUBLISHED = {
  ...mapValues(SERVED, (target, name): Published => {
    const { variable, purpose } = PORTS[name];
    return { service: 'gateway', target, variable, purpose };
  }),
  localstack: {
    service: 'localstack',
    target: 4566,
    variable: 'LOCALSTACK_PORT',
    purpose: 'LocalStack',
  },
  postgres: { service: 'postgres', target: 5432, variable: 'POSTGRES_PORT', purpose: 'PostgreSQL' },
  redis: { service: 'redis', target: 6379, variable: 'REDIS_PORT', purpose: 'Redis' },
} satisfies Readonly<Record<string, Published>>;

export type PublishedPorts = Readonly<Record<keyof typeof PUBLISHED, number>>;

/**
 * The ports that the settings choose; 0 takes any free one.
 * @throws UsageError if two of them are the same
 */
export function chosenPorts({ port, ports, storePorts }: LocalStackSettings): PublishedPorts {
  const { engine: _engine, ...served } = ports;
  const chosen = { ...served, localstack: port, ...storePorts };
  for (const name of keysOf(chosen)) {
    const other = keysOf(chosen).find((each) => each !== name && chosen[each] === chosen[name]);
    if (other && chosen[name] !== 0) {
      throw new UsageError(
        `${PUBLISHED[name].variable} and ${PUBLISHED[other].variable} are both ${chosen[name]}; give one of them another port`,
      );
    }
  }
  return chosen;
}
