import * as z from 'zod';
import { AwsFault, type AwsJson, LOCAL_IDENTITY } from '#local/http/aws-json';
import { actionNamed } from './ssm-actions.ts';
import { SsmFault } from './ssm-fault.ts';
import type { SsmStore } from './ssm-store.ts';

/** Converts the caller's errors to faults of the Parameter Store. */
export async function act(action: () => unknown): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof z.ZodError) throw new SsmFault('ValidationException', z.prettifyError(error));
    if (error instanceof SyntaxError) throw new SsmFault('SerializationException', error.message);
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
    return Object(await act(() => action({ store, body, region: LOCAL_IDENTITY.region })));
  } catch (error) {
    throw error instanceof SsmFault ? new AwsFault(error.type, error.message) : error;
  }
}
