import * as z from 'zod';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import type { AwsCall } from '../http/aws-json.ts';

const Answer = z.object({ Parameters: z.array(z.object({ Name: z.string(), Value: z.string() })) });
const EMPTY = '{}';

/**
 * Creates a reader of the services whose switches hold something: one call of the Parameter Store, and none of a function.
 * @param variablesOf variables of the functions of a service
 */
export function faultyServices(
  call: AwsCall,
  variablesOf: (service: ServiceName) => Readonly<Record<string, string>>,
): () => Promise<readonly ServiceName[]> {
  const places = new Map(
    SERVICE_NAMES.flatMap((service) => {
      const { CHAOS_PARAMETER: name, CHAOS_ENABLED: enabled } = variablesOf(service);
      return name !== undefined && enabled === 'true' ? [[name, service] as const] : [];
    }),
  );
  if (places.size === 0) return async () => [];
  const input = { Names: [...places.keys()] };
  return async () => {
    const { Parameters } = Answer.parse(await call('GetParameters', input));
    return Parameters.flatMap(({ Name, Value }) => {
      const service = places.get(Name);
      return service && Value !== EMPTY ? [service] : [];
    });
  };
}
