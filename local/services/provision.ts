import { type Identity, LOCAL_IDENTITY } from '../http/aws-json.ts';
import type { ResourceAddress } from './backend.ts';
import { BACKEND_NAMES, BACKENDS, type BackendName } from './backends.ts';
import type { Resource } from './resource.ts';
import type { Service } from './service.ts';

/** The resources of one type, such as `AWS::SQS::Queue`. */
export type ResourcesOfType = (type: string) => readonly Resource[];

/** Addresses by logical id. */
export type Addresses = Readonly<Record<string, ResourceAddress>>;

/** Creates the template's missing resources in the backends. Existing data and values are kept. */
export async function provision(
  resourcesOf: ResourcesOfType,
  services: Readonly<Partial<Record<BackendName, Service>>>,
  identity: Identity = LOCAL_IDENTITY,
): Promise<Addresses> {
  const made = await Promise.all(
    BACKEND_NAMES.map(async (name) => {
      const { resources } = BACKENDS[name];
      const service = services[name];
      return resources && service
        ? resources.provision(service, resourcesOf(resources.type), identity)
        : undefined;
    }),
  );
  return Object.assign({}, ...made);
}
