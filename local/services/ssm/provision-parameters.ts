import * as z from 'zod';
import { AwsFault, awsJsonClient, type Identity } from '#local/http/aws-json';
import type { Resource } from '../resource.ts';
import { PARAMETER_TYPES, type SsmStore } from './ssm-store.ts';

const ParameterProperties = z.object({
  Name: z.string(),
  Type: z.enum(PARAMETER_TYPES),
  Value: z.string(),
  Description: z.string().optional(),
});
type ParameterProperties = z.infer<typeof ParameterProperties>;

async function putInStore(store: SsmStore, parameter: ParameterProperties): Promise<void> {
  if (store.get(parameter.Name)) return;
  await store.put({
    name: parameter.Name,
    type: parameter.Type,
    value: parameter.Value,
    ...(parameter.Description === undefined ? {} : { description: parameter.Description }),
  });
}

async function putByCall(
  endpoint: string,
  identity: Identity,
  parameter: ParameterProperties,
): Promise<void> {
  try {
    await awsJsonClient('ssm', endpoint, identity)('PutParameter', { ...parameter, Overwrite: false });
  } catch (error) {
    if (!(error instanceof AwsFault && error.type === 'ParameterAlreadyExists')) throw error;
  }
}

export async function provisionParameters(
  parameters: readonly Resource[],
  target: { readonly ssm?: SsmStore; readonly ssmEndpoint?: string },
  identity: Identity,
): Promise<void> {
  await Promise.all(
    parameters.map(async ({ properties }) => {
      const parameter = ParameterProperties.parse(properties);
      if (target.ssm) await putInStore(target.ssm, parameter);
      else if (target.ssmEndpoint) await putByCall(target.ssmEndpoint, identity, parameter);
    }),
  );
}
