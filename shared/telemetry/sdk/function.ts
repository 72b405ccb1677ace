import { randomUUID } from 'node:crypto';
import { ATTRIBUTE, SERVICE_NAMESPACE } from '../conventions.ts';
import { type Sdk, startSdk } from './start.ts';

/** Starts the SDK of an execution environment, with the variables that every function has. */
export function startInFunction(env: NodeJS.ProcessEnv): Sdk {
  const intervalMs = Number(env.OTEL_METRIC_EXPORT_INTERVAL);
  const timeoutMs = Number(env.OTEL_EXPORTER_OTLP_TIMEOUT);
  const sdk = startSdk({
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '',
    resource: {
      'service.name': env.POWERTOOLS_SERVICE_NAME ?? 'unknown',
      'service.namespace': SERVICE_NAMESPACE,
      // Each series needs one writer: environments that share an id overwrite each other's counts.
      'service.instance.id': randomUUID(),
      'deployment.environment.name': env.STAGE ?? '',
      [ATTRIBUTE.faasName]: env.AWS_LAMBDA_FUNCTION_NAME ?? '',
    },
    ...(intervalMs > 0 && { metricsEveryMs: intervalMs }),
    ...(timeoutMs > 0 && { timeoutMs }),
  });
  process.once('SIGTERM', () => sdk.flush().finally(() => process.exit(0)));
  return sdk;
}
