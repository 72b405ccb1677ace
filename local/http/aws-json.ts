import { errorIn } from '#shared/aws/aws-error';
import type { AwsService } from '#shared/aws/place';
import { AWS_PROTOCOLS } from '#shared/aws/protocols';
import { createHttpClient } from '#shared/http-client/client';
import { REGION } from '../runtime/variables.ts';

/** An error of an AWS-like service, named by its short type such as `ResourceNotFoundException`. */
export class AwsFault extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

/** Account and region that an emulator takes from a request. It checks no signature. */
export interface Identity {
  readonly region: string;
  readonly accessKeyId: string;
}

export const LOCAL_IDENTITY: Identity = { region: REGION, accessKeyId: 'local' };

export type AwsJson = Readonly<Record<string, unknown>>;
export type AwsCall = (action: string, input: AwsJson, signal?: AbortSignal) => Promise<AwsJson>;

const SUCCESS = 200;
/** A queue may keep a call waiting for 20 s, and a database under load for longer. */
const LONGEST_CALL_MS = 300_000;
const MOST_CONNECTIONS = 64;

/** Headers of a call of an AWS JSON protocol, with a signature that only an emulator takes. */
export function awsJsonHeaders(
  service: AwsService,
  action: string,
  { accessKeyId, region }: Identity = LOCAL_IDENTITY,
): Record<string, string> {
  const { target, version } = AWS_PROTOCOLS[service];
  const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return {
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': `${target}.${action}`,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
  };
}

/**
 * Creates a client for an emulator, which checks no signature.
 * @throws AwsFault for an answer that is no success; what the HTTP client throws where there is none
 */
export function awsJsonClient(
  service: AwsService,
  endpoint: string,
  identity: Identity = LOCAL_IDENTITY,
): AwsCall {
  const url = new URL(endpoint);
  const client = createHttpClient({ url, mostConnections: MOST_CONNECTIONS });
  return async (action, input, signal) => {
    const { status, body } = await client.request(
      {
        method: 'POST',
        path: url.pathname,
        headers: awsJsonHeaders(service, action, identity),
        body: JSON.stringify(input),
      },
      { timeoutMs: LONGEST_CALL_MS, signal },
    );
    if (status === SUCCESS) return JSON.parse(body.toString() || '{}');
    const { name, message } = errorIn(status, body.toString());
    throw new AwsFault(name, message);
  };
}
