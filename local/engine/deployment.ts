import type { DataDir } from '../host/data-dir.ts';
import type { Provisioned } from '../services/provision.ts';
import type { Backends } from '../services/running-backends.ts';
import type { Deployment, Model } from '../template/model.ts';
import { type Listeners, loopback } from './listeners.ts';

interface DeploymentParts {
  readonly model: Model;
  readonly backends: Backends;
  readonly provisioned: Provisioned;
  readonly listeners: Listeners;
  readonly dataDir: DataDir;
  /** Where functions send telemetry to; empty if nowhere. */
  readonly otlpEndpoint: string;
}

/** The values that someone who deploys the stacks would give or be given. */
export function createDeployment({
  model,
  backends,
  provisioned,
  listeners,
  dataDir,
  otlpEndpoint,
}: DeploymentParts): Deployment {
  const parameters: Readonly<Record<string, string>> = {
    DatabaseUrl: backends.databaseUrl,
    RedisUrl: backends.redisUrl,
    UserServiceUrl: loopback(listeners.user),
    RestaurantServiceUrl: loopback(listeners.restaurant),
    JwtSecret: dataDir.secrets.jwtSecret,
    ServiceTokenSecret: dataDir.secrets.serviceTokenSecret,
    OtlpEndpoint: otlpEndpoint,
  };
  const queueUrls = new Map(
    model.queues.map(({ name, logicalId }) => [name, provisioned.queues[logicalId]?.url]),
  );
  return { parameter: (name) => parameters[name], queueUrl: (name) => queueUrls.get(name) };
}
