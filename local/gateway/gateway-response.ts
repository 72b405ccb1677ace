import type { GatewayResponse } from '../template/apis.ts';
import type { Answer } from './answer.ts';

interface Kind {
  readonly status: number;
  readonly message: string;
  readonly errorType: string;
}

/** Answers that API Gateway gives without a function, or in place of one. */
const KINDS = {
  MISSING_AUTHENTICATION_TOKEN: kind(
    403,
    'Missing Authentication Token',
    'MissingAuthenticationTokenException',
  ),
  REQUEST_TOO_LARGE: kind(413, 'Request Too Long', 'RequestTooLargeException'),
  THROTTLED: kind(429, 'Too Many Requests', 'TooManyRequestsException'),
  /** Answer for a function that failed or returned a malformed result. */
  INTEGRATION_FAILURE: kind(502, 'Internal server error', 'InternalServerErrorException'),
  INTEGRATION_TIMEOUT: kind(504, 'Endpoint request timed out', 'InternalServerErrorException'),
} as const satisfies Record<string, Kind>;
export type GatewayResponseType = keyof typeof KINDS;

function kind(status: number, message: string, errorType: string): Kind {
  return { status, message, errorType };
}

export interface GatewayContext {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly stage: string;
}

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';
const SERVER_ERROR = 500;

/** Builds an answer of the gateway in the form that the template defines. */
export function gatewayAnswer(
  responses: ReadonlyMap<string, GatewayResponse>,
  type: GatewayResponseType,
  context: GatewayContext,
): Answer {
  const { status, message, errorType } = KINDS[type];
  const response =
    responses.get(type) ?? responses.get(status < SERVER_ERROR ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const variables: Record<string, string> = {
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
    requestId: context.requestId,
    extendedRequestId: context.requestId,
    httpMethod: context.method,
    path: JSON.stringify(context.path).slice(1, -1),
    stage: context.stage,
  };
  const headers = ['content-type', 'application/json', 'x-amzn-ErrorType', errorType];
  for (const [name, value] of Object.entries(response?.headers ?? {})) {
    if (name.toLowerCase() === 'x-request-id') continue; // sendAnswer sets it on every answer
    const variable = /^context\.(.+)$/.exec(value)?.[1];
    headers.push(name, variable === undefined ? value.replace(/^'|'$/g, '') : (variables[variable] ?? ''));
  }
  const body = (response?.template ?? DEFAULT_TEMPLATE).replace(
    /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g,
    (_, name: string) => variables[name] ?? '',
  );
  return { status: response?.status ?? status, headers, body };
}
