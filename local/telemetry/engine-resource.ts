import { ENGINE_SERVICE, SERVICE_NAMESPACE } from '#shared/telemetry/conventions';
import type { OtlpAttribute } from '../traces/otlp.ts';

export function toAttributes(values: Readonly<Record<string, string | number | boolean>>): OtlpAttribute[] {
  const attributes: OtlpAttribute[] = [];
  for (const key in values) {
    const value = values[key];
    if (typeof value === 'string') attributes.push({ key, value: { stringValue: value } });
    else if (typeof value === 'boolean') attributes.push({ key, value: { boolValue: value } });
    else attributes.push({ key, value: { intValue: value } });
  }
  return attributes;
}

/** Attributes of the resource that emits the engine's own spans and gauges. */
export const engineResource = {
  attributes: toAttributes({
    'service.name': ENGINE_SERVICE,
    'service.namespace': SERVICE_NAMESPACE,
    'service.instance.id': crypto.randomUUID(),
    'deployment.environment.name': 'local',
  }),
};
