import * as z from 'zod';
import { AwsFault, type AwsJson, LOCAL_IDENTITY } from '#local/http/aws-json';
import { inputFault, withoutNulls } from './input-fault.ts';
import { actionNamed } from './ssm-actions.ts';
import { SsmFault } from './ssm-fault.ts';
import type { SsmStore } from './ssm-store.ts';

/** Calls an action with this body, and converts the caller's errors to faults of the Parameter Store. */
export async function act(action: (body: unknown) => unknown, given: unknown): Promise<unknown> {
  const body = withoutNulls(given);
  try {
    return await action(body);
  } catch (error) {
    if (error instanceof z.ZodError) throw inputFault(error, body);
    throw error;
  }
}

/**
 * Calls the Parameter Store without HTTP.
 * @throws AwsFault with the type that a client of the protocol gets
 */
export async function callSsm(store: SsmStore, name: string, body: AwsJson): Promise<AwsJson> {
  const action = actionNamed(name);
  try {
    if (!action) throw new SsmFault('UnknownOperationException');
    return Object(await act((input) => action({ store, body: input, region: LOCAL_IDENTITY.region }), body));
  } catch (error) {
    throw error instanceof SsmFault ? new AwsFault(error.type, error.message) : error;
  }
}
