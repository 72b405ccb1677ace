import { createAwsClient } from '#shared/aws/client';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { type CallSpan, tracedCall } from './aws-spans.ts';

const ATTEMPT_MS = 1_000;
const MS_PER_SECOND = 1_000;

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

interface Output {
  readonly Parameter?: {
    readonly Value?: string;
    readonly Version?: number;
    /** Seconds since 1970. */
    readonly LastModifiedDate?: number;
  };
  readonly Version?: number;
}

export function createSsmParameter(name: string): Parameter {
  const client = createAwsClient({ service: 'ssm', attemptMs: ATTEMPT_MS });
  const call = (operation: string, input: object): Promise<Output> =>
    tracedCall(
      spanOf(operation),
      (error) => (isNotThere(error) ? {} : undefined),
      (onRepeat) => client.call(operation, input, onRepeat),
    );
  return {
    async get(version) {
      try {
        const Name = version === undefined ? name : `${name}:${version}`;
        const { Parameter: found } = await call('GetParameter', { Name });
        if (found?.Value === undefined) return undefined;
        return {
          text: found.Value,
          version: found.Version ?? 0,
          modifiedAt: Math.round((found.LastModifiedDate ?? 0) * MS_PER_SECOND),
        };
      } catch (error) {
        if (isNotThere(error)) return undefined;
        throw error;
      }
    },
    async put(text) {
      const written = { Name: name, Value: text, Type: 'String', Overwrite: true };
      return (await call('PutParameter', written)).Version ?? 0;
    },
  };
}

function spanOf(operation: string): CallSpan {
  const method = `SSM/${operation}`;
  return { name: method, attributes: { [ATTRIBUTE.rpcSystem]: 'aws-api', [ATTRIBUTE.rpcMethod]: method } };
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && /^Parameter(Version)?NotFound$/.test(error.name);
