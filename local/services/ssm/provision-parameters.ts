import * as z from 'zod';
import { type AwsCall, AwsFault, awsJsonClient, type Identity, LOCAL_IDENTITY } from '#local/http/aws-json';
import type { Resource } from '../resource.ts';
import type { Service } from '../service.ts';
import { PARAMETER_TYPES } from './ssm-store.ts';

const ParameterProperties = z.object({
  Name: z.string(),
  Type: z.enum(PARAMETER_TYPES),
  Value: z.string(),
  Description: z.string().optional(),
});

/** Access to a Parameter Store: inside this process, otherwise by its address. */
export type ParameterStore = Pick<Service, 'url' | 'call'>;

export const parameterCall = ({ url, call }: ParameterStore, identity: Identity = LOCAL_IDENTITY): AwsCall =>
  call ?? awsJsonClient('ssm', url, identity);

/** Creates missing parameters. Existing values are kept. */
export async function provisionParameters(
  parameters: readonly Resource[],
  store: ParameterStore,
  identity: Identity,
): Promise<void> {
  const call = parameterCall(store, identity);
  await Promise.all(
    parameters.map(async ({ properties }) => {
      const parameter = ParameterProperties.parse(properties);
      try {
        await call('PutParameter', { ...parameter, Overwrite: false });
      } catch (error) {
        if (!(error instanceof AwsFault && error.type === 'ParameterAlreadyExists')) throw error;
      }
    }),
  );
}
