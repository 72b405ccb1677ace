import { ENGINE_SERVICE, SERVICE_NAMESPACE } from '#shared/telemetry/conventions';

/** Resource of the engine's own spans and gauges. */
export const engineResource = {
  'service.name': ENGINE_SERVICE,
  'service.namespace': SERVICE_NAMESPACE,
  'service.instance.id': crypto.randomUUID(),
  'deployment.environment.name': 'local',
};
