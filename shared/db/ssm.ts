import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { awsClientOptions, withoutAwsHeaders } from './aws-client.ts';
import { type CallSpan, operationOf, tracedCall } from './aws-spans.ts';

const REQUEST_TIMEOUT_MS = 1_000;

export interface StoredText {
  readonly text: string;
  /** Number of the write, from 1; 0 where nothing was written. */
  readonly version: number;
  /** Time of the last write, in milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** One text that is stored outside the functions and shared by them. */
export interface Parameter {
  /**
   * Reads the newest version, or an earlier one by its number.
   * @returns undefined if it was never written, or is not kept any more
   */
  get(version?: number): Promise<StoredText | undefined>;
  /** @returns the version that this write made */
  put(text: string): Promise<number>;
}

export function createSsmParameter(name: string): Parameter {
  const ssm = createSsm();
  return {
    async get(version) {
      try {
        const Name = version === undefined ? name : `${name}:${version}`;
        const { Parameter: found } = await ssm.send(new GetParameterCommand({ Name }));
        if (found?.Value === undefined) return undefined;
        return {
          text: found.Value,
          version: found.Version ?? 0,
          modifiedAt: found.LastModifiedDate?.getTime() ?? 0,
        };
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },
    async put(text) {
      const written = { Name: name, Value: text, Type: 'String', Overwrite: true } as const;
      const { Version } = await ssm.send(new PutParameterCommand(written));
      return Version ?? 0;
    },
  };
}

function createSsm(): SSMClient {
  const ssm = withoutAwsHeaders(new SSMClient(awsClientOptions(REQUEST_TIMEOUT_MS)), 'SSM');
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

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && /^Parameter(Version)?NotFound$/.test(error.name);
