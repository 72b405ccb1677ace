/** Calls as AWS's own tools write them, without a client that would hide the answer. */

export interface AwsAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const credential = (service: string, accessKeyId = 'x'): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/ap-northeast-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const DATE = { 'x-amz-date': '20260101T000000Z' };

async function call(url: string, init: RequestInit): Promise<AwsAnswer> {
  const answer = await fetch(url, init);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** A call of a JSON protocol: AmazonSSM.GetParameter. */
export const jsonCall = (
  url: string,
  target: string,
  input: unknown,
  { version = '1.0', accessKeyId = 'x' } = {},
): Promise<AwsAnswer> =>
  call(url, {
    method: 'POST',
    headers: {
      ...DATE,
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': target,
      authorization: credential('dynamodb', accessKeyId),
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });

/** A call of the query protocol: SQS of older clients, and STS. */
export const queryCall = (
  url: string,
  service: string,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<AwsAnswer> =>
  call(url, {
    method: 'POST',
    headers: { ...DATE, authorization: credential(service), ...headers },
    body: new URLSearchParams(parameters),
  });

/** A call of a REST protocol: Lambda, and services that the engine does not have. */
export const restCall = (
  url: string,
  service: string,
  method: string,
  init: { headers?: Record<string, string>; body?: string } = {},
): Promise<AwsAnswer> =>
  call(url, {
    method,
    headers: { ...DATE, authorization: credential(service), ...init.headers },
    ...(init.body !== undefined && { body: init.body }),
  });
