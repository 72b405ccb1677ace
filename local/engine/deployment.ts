import type { Deployment } from '../template/model.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import { loopback } from './listeners.ts';

/** Creates the deployment: parameter values, and outputs such as queue URLs. */
export function createDeployment(
  { listeners, dataDir, telemetry }: Pick<EngineHost, 'listeners' | 'dataDir' | 'telemetry'>,
  { model, backends, addresses }: EngineStores,
): Deployment {
  const parameters: Readonly<Record<string, string>> = {
    ...backends.parameters,
    UserServiceUrl: loopback(listeners.user),
    RestaurantServiceUrl: loopback(listeners.restaurant),
    JwtSecret: dataDir.secrets.jwtSecret,
    ServiceTokenSecret: dataDir.secrets.serviceTokenSecret,
    ChaosSealKey: dataDir.secrets.chaosSealKey,
    OtlpEndpoint: telemetry?.otlpEndpoint ?? '',
  };
  const queueUrls = new Map(
    model.resources('AWS::SQS::Queue').map(({ name, logicalId }) => [name, addresses[logicalId]?.url]),
  );
  return { parameter: (name) => parameters[name], queueUrl: (name) => queueUrls.get(name) };
}
