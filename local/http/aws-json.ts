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

const PROTOCOLS = {
  dynamodb: { target: 'DynamoDB_20120810', version: '1.0' },
  sqs: { target: 'AmazonSQS', version: '1.0' },
  ssm: { target: 'AmazonSSM', version: '1.1' },
} as const;

export type AwsJson = Readonly<Record<string, unknown>>;
export type AwsCall = (action: string, input: AwsJson, signal?: AbortSignal) => Promise<AwsJson>;

function shortType(body: AwsJson): string {
  const type = String(body.__type ?? body.code ?? 'UnknownError');
  return type.slice(type.lastIndexOf('#') + 1);
}

/** Headers of a call of an AWS JSON protocol, with a signature that only an emulator takes. */
export function awsJsonHeaders(
  service: keyof typeof PROTOCOLS,
  action: string,
  { accessKeyId, region }: Identity = LOCAL_IDENTITY,
): Record<string, string> {
  const { target, version } = PROTOCOLS[service];
  const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return {
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': `${target}.${action}`,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
  };
}

/** Creates a client of an AWS JSON protocol. Loading an SDK client would take longer than all of these calls. */
export function awsJsonClient(
  service: keyof typeof PROTOCOLS,
  endpoint: string,
  identity: Identity = LOCAL_IDENTITY,
): AwsCall {
  return async (action, input, signal) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: awsJsonHeaders(service, action, identity),
      body: JSON.stringify(input),
      ...(signal && { signal }),
    });
    const body: AwsJson = JSON.parse((await response.text()) || '{}');
    if (response.ok) return body;
    throw new AwsFault(shortType(body), String(body.message ?? body.Message ?? `status ${response.status}`));
  };
}
