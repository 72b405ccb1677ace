import type { ServerResponse } from 'node:http';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { element, textElement } from '../http/xml.ts';
import { cborTextMap } from './cbor.ts';

/** How clients of an AWS service write calls and read errors. */
export type Protocol = 'json' | 'query' | 'rest-json' | 's3' | 'cbor';

export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Content type of the answer of a JSON protocol. @default application/json */
  readonly contentType?: string | undefined;
}

/** Sends an error in the form that a client of this protocol reads. */
export function sendAwsError(response: ServerResponse, protocol: Protocol, error: AwsError): void {
  const requestId = newRequestId();
  const { body, headers } = FORMS[protocol](error, requestId);
  send(response, error.status, body, {
    ...headers,
    'x-amzn-requestid': requestId,
    'x-request-id': requestId,
  });
}

interface Form {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const CORAL = 'com.amazon.coral.service';
const XML = 'text/xml';

const FORMS: Readonly<Record<Protocol, (error: AwsError, requestId: string) => Form>> = {
  json: ({ code, message, contentType = 'application/json' }) => ({
    body: JSON.stringify({ __type: `${CORAL}#${code}`, message }),
    headers: { 'content-type': contentType },
  }),
  query: ({ code, message }, requestId) => ({
    body: element(
      'ErrorResponse',
      element(
        'Error',
        textElement('Type', 'Sender') + textElement('Code', code) + textElement('Message', message),
      ) + textElement('RequestId', requestId),
    ),
    headers: { 'content-type': XML },
  }),
  'rest-json': ({ code, message }) => ({
    body: JSON.stringify({ __type: code, Type: 'User', message }),
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  }),
  s3: ({ code, message }, requestId) => ({
    body: element(
      'Error',
      textElement('Code', code) + textElement('Message', message) + textElement('RequestId', requestId),
    ),
    headers: { 'content-type': 'application/xml' },
  }),
  cbor: ({ code, message }) => ({
    body: cborTextMap({ __type: `${CORAL}#${code}`, message }),
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
  }),
};
