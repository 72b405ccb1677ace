import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';
import { CORS_HEADERS } from '#shared/http/cors';
import { send } from './send.ts';
import { element, textElement } from './xml.ts';

/** Why a port does not serve a request. */
export interface Refusal {
  readonly status: number;
  /** Code in snake case, such as `bad_request`. */
  readonly code: string;
  readonly detail: string;
}

/** Refusals that HTTP defines, the same on every port. */
export const REFUSALS = {
  malformed: { status: 400, code: 'bad_request', detail: 'Bad Request' },
  key: {
    status: 401,
    code: 'unauthorized',
    detail:
      'This port needs the key of ENGINE_KEY, in the header x-engine-key or as the access key id of an AWS client.',
  },
  page: { status: 403, code: 'access_denied', detail: 'Forbidden' },
  missing: { status: 404, code: 'not_found', detail: 'Not Found' },
  method: { status: 405, code: 'method_not_allowed', detail: 'Method Not Allowed' },
  incomplete: { status: 408, code: 'request_timeout', detail: 'The request did not arrive in time' },
  chunkExtensions: { status: 413, code: 'body_too_large', detail: 'Chunk extensions are too large' },
  expectation: { status: 417, code: 'expectation_failed', detail: 'Only Expect: 100-continue is met' },
  head: { status: 431, code: 'headers_too_large', detail: 'Request target and headers are too large' },
  internal: { status: 500, code: 'internal', detail: 'Internal error' },
} as const satisfies Record<string, Refusal>;

/** Body and headers of a port's error answers. */
export interface ErrorForm {
  readonly headers: Readonly<Record<string, string>>;
  body(refusal: Refusal, requestId: string): string;
  /** Returns the form for clients of another protocol. */
  other?(request: IncomingMessage): ErrorForm | undefined;
}

/** Errors in the form of the services. */
export const SERVICE_ERRORS: ErrorForm = {
  headers: CORS_HEADERS,
  body: ({ detail, code }, requestId) => JSON.stringify({ detail, code, request_id: requestId }),
};

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Errors in the form of AWS's query protocol, for clients that send a form: `aws sts`, and older ones of SQS. */
const QUERY_ERRORS: ErrorForm = {
  headers: { 'content-type': 'text/xml' },
  body({ detail, code }, requestId) {
    const fields = { Type: 'Sender', Code: typeOf(code), Message: detail };
    const error = Object.entries(fields).map(([name, text]) => textElement(name, text));
    return element('ErrorResponse', element('Error', error.join('')) + textElement('RequestId', requestId));
  },
};

/** Errors in the form of AWS's JSON protocols. Pages of other origins may not read them. */
export const AWS_ERRORS: ErrorForm = {
  headers: {},
  body: ({ detail, code }) => JSON.stringify({ __type: typeOf(code), Type: 'User', message: detail }),
  other: ({ headers }) => (FORM.test(headers['content-type'] ?? '') ? QUERY_ERRORS : undefined),
};

/** Converts a code to an exception name: `bad_request` becomes BadRequestException. */
function typeOf(code: string): string {
  const words = code.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Exception`;
}

/** Answers a request that the port does not serve. */
export function sendRefusal(
  response: ServerResponse,
  form: ErrorForm,
  { refusal, requestId, headers = {} }: SentRefusal,
): void {
  const body = form.body(refusal, requestId);
  send(response, refusal.status, body, { ...refusalHeaders(form, requestId), ...headers });
}

export interface SentRefusal {
  readonly refusal: Refusal;
  readonly requestId: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Returns a refusal as bytes, for a connection whose request could not be parsed. It closes the connection. */
export function refusalBytes(form: ErrorForm, refusal: Refusal, requestId: string): string {
  const body = form.body(refusal, requestId);
  const headers = Object.entries({
    ...refusalHeaders(form, requestId),
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${lines}\r\n${body}`;
}

const refusalHeaders = (form: ErrorForm, requestId: string): Record<string, string> => ({
  'content-type': 'application/json',
  ...form.headers,
  'x-request-id': requestId,
});

/** The request is malformed: the caller gets a 400 with this message. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}
