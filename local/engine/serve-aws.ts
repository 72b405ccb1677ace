import { join } from 'node:path';
import { type AwsEndpoint, createAwsEndpoint } from '../aws/aws-endpoint.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';
import { type FunctionPools, logFileOf } from './function-pools.ts';

/** Serves AWS clients with the functions and stores of this engine. */
export function serveAws(
  { dataDir }: EngineHost,
  { model, backends: { services } }: EngineStores,
  functions: FunctionPools,
): AwsEndpoint {
  return createAwsEndpoint({
    functions: {
      models: model.functions,
      eventSources: model.eventSources,
      find: (name) => functions.find(name),
      logFile: (key) => logFileOf(join(dataDir.path, 'logs'), key),
    },
    addressOf: (store) => services[store].functionsUrl ?? services[store].url,
  });
}
