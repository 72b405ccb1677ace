import { type Identity, LOCAL_IDENTITY } from '../http/aws-json.ts';
import { provisionTables } from './dynamodb/provision-tables.ts';
import type { Resource } from './resource.ts';
import type { Backends } from './running-backends.ts';
import { provisionQueues, type QueueAddress } from './sqs/provision-queues.ts';
import { provisionParameters } from './ssm/provision-parameters.ts';

export interface ResourceModel {
  readonly tables: readonly Resource[];
  readonly queues: readonly Resource[];
  readonly parameters: readonly Resource[];
}

export interface Provisioned {
  /** By logical id. */
  readonly queues: Readonly<Record<string, QueueAddress>>;
}

type Endpoints = Pick<Backends, 'dynamodbEndpoint' | 'sqsEndpoint' | 'ssmEndpoint' | 'ssm'>;

/** Makes the template's tables, queues and parameters where they do not exist yet. Data and set values stay. */
export async function provision(
  model: ResourceModel,
  backends: Endpoints,
  identity: Identity = LOCAL_IDENTITY,
): Promise<Provisioned> {
  const [queues] = await Promise.all([
    provisionQueues(model.queues, backends.sqsEndpoint, identity),
    provisionTables(model.tables, backends.dynamodbEndpoint, identity),
    provisionParameters(model.parameters, backends, identity),
  ]);
  return { queues };
}
