import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { newRequestId } from '#local/http/request-id';
import { send } from '#local/http/send';
import { sendAwsError } from '../aws-error.ts';
import type { LambdaFault } from './lambda-fault.ts';

export function answer(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  const id = newRequestId();
  const ids = { 'x-amzn-requestid': id, 'x-request-id': id };
  if (status === 204) response.writeHead(status, { ...ids, ...headers }).end();
  else send(response, status, body, { 'content-type': 'application/json', ...ids, ...headers });
}

export function refuse(response: ServerResponse, { status, type, message }: LambdaFault): void {
  sendAwsError(response, 'rest-json', { status, code: type, message });
}
