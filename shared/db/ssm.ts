import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { awsClientOptions } from './aws-client.ts';
import { type CallSpan, operationOf, tracedCall } from './aws-spans.ts';

const REQUEST_TIMEOUT_MS = 1_000;

export interface StoredText {
  readonly text: string;
  /** Time of the last write, in milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** One text that is stored outside the functions and shared by them. */
export interface Parameter {
  /** Undefined if it was never written. */
  get(): Promise<StoredText | undefined>;
  put(text: string): Promise<void>;
}

export function createSsmParameter(name: string): Parameter {
  const ssm = createSsm();
  return {
    async get() {
      try {
        const { Parameter: found } = await ssm.send(new GetParameterCommand({ Name: name }));
        if (found?.Value === undefined) return undefined;
        return { text: found.Value, modifiedAt: found.LastModifiedDate?.getTime() ?? 0 };
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },
    async put(text) {
      await ssm.send(new PutParameterCommand({ Name: name, Value: text, Type: 'String', Overwrite: true }));
    },
  };
}

function createSsm(): SSMClient {
  const ssm = new SSMClient(awsClientOptions(REQUEST_TIMEOUT_MS));
  ssm.middlewareStack.add(
    (next, context) =>
      tracedCall(
        next,
        () => spanOf(operationOf(context)),
        (error) => (isNotThere(error) ? {} : undefined),
      ),
    {
      step: 'initialize',
      priority: 'high',
      name: 'spans',
    },
  );
  return ssm;
}

function spanOf(operation: string): CallSpan {
  const method = `SSM/${operation}`;
  return { name: method, attributes: { [ATTRIBUTE.rpcSystem]: 'aws-api', [ATTRIBUTE.rpcMethod]: method } };
}

const isNotThere = (error: unknown): boolean => error instanceof Error && error.name === 'ParameterNotFound';
