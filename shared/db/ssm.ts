import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsClientOptions } from './aws-client.ts';

const REQUEST_TIMEOUT_MS = 1_000;

/** One text kept outside the functions, which all of them see. */
export interface Parameter {
  /** Undefined where nobody has written it yet. */
  get(): Promise<string | undefined>;
  put(text: string): Promise<void>;
}

export function createSsmParameter(name: string): Parameter {
  const ssm = new SSMClient(awsClientOptions(REQUEST_TIMEOUT_MS));
  return {
    async get() {
      try {
        const { Parameter: found } = await ssm.send(new GetParameterCommand({ Name: name }));
        return found?.Value;
      } catch (error) {
        if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
        throw error;
      }
    },
    async put(text) {
      await ssm.send(new PutParameterCommand({ Name: name, Value: text, Type: 'String', Overwrite: true }));
    },
  };
}
