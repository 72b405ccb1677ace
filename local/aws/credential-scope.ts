import type { IncomingMessage } from 'node:http';

export interface CredentialScope {
  readonly region: string;
  /** Name of the service that the request was signed for, such as `sqs`. */
  readonly service: string;
}

const SCOPE = /Credential=[^/,\s]+\/\d{8}\/([\w-]+)\/([\w.-]+)\/aws4_request/;

/** Reads what a request was signed for, in its header or its query; undefined for an unsigned one. */
export function credentialScope({ headers, url = '' }: IncomingMessage): CredentialScope | undefined {
  const { authorization = '' } = headers;
  const [, region, service] = SCOPE.exec(authorization) ?? SCOPE.exec(presigned(url)) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

function presigned(url: string): string {
  const at = url.indexOf('?');
  if (at < 0 || !url.includes('X-Amz-Credential=')) return '';
  return `Credential=${new URLSearchParams(url.slice(at)).get('X-Amz-Credential') ?? ''}`;
}
