import { isUtf8 } from 'node:buffer';
import type { RequestHeaders } from './request-headers.ts';
import { decodeSegment, type Match } from './router.ts';

/** A method of the API, with the constant parts of its event as JSON text. */
export interface EventTemplate {
  readonly resource: string;
  readonly context: string;
}

export interface EventRequest {
  readonly id: string;
  readonly method: string;
  /** Path without stage and prefix. */
  readonly path: string;
  /** Path as the caller sent it, with the stage or the gateway's prefix. */
  readonly fullPath: string;
  readonly query: string;
  readonly headers: RequestHeaders;
  readonly ip: string;
  readonly nowMs: number;
}

export function eventTemplate(
  api: { id: string; stage: string; accountId: string },
  path: string,
  resourceId: string,
) {
  const fixed = {
    accountId: api.accountId,
    apiId: api.id,
    authorizer: null,
    domainName: 'localhost',
    domainPrefix: 'localhost',
    protocol: 'HTTP/1.1',
    resourceId,
    resourcePath: path,
    stage: api.stage,
  };
  return { resource: JSON.stringify(path), context: JSON.stringify(fixed).slice(1, -1) };
}

const IDENTITY = JSON.stringify({
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
}).slice(1, -1);

/** Builds the REST API (v1) proxy event as JSON text. Most of it is constant, so it is concatenated by hand. */
export function buildEvent(
  match: Match<EventTemplate>,
  request: EventRequest,
  body: Buffer | undefined,
): string {
  const { headers, id, nowMs } = request;
  const method = JSON.stringify(request.method);
  return (
    `{"resource":${match.route.resource},"path":${JSON.stringify(request.path)},"httpMethod":${method},` +
    `"headers":${headers.single},"multiValueHeaders":${headers.multi},${queryMembers(request.query)}` +
    `"pathParameters":${pathParameters(match)},"stageVariables":null,"requestContext":{${match.route.context},` +
    `"extendedRequestId":"${id}","httpMethod":${method},"identity":{${IDENTITY},"sourceIp":"${request.ip}",` +
    `"userAgent":${JSON.stringify(headers.userAgent)}},"path":${JSON.stringify(request.fullPath)},` +
    `"requestId":"${id}","requestTime":"${requestTime(nowMs)}","requestTimeEpoch":${nowMs}},${bodyMembers(body)}}`
  );
}

function queryMembers(query: string): string {
  if (query === '') return '"queryStringParameters":null,"multiValueQueryStringParameters":null,';
  const multi: Record<string, string[]> = Object.create(null);
  const single: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    single[name] = value;
    const list = multi[name];
    if (list) list.push(value);
    else multi[name] = [value];
  }
  return `"queryStringParameters":${JSON.stringify(single)},"multiValueQueryStringParameters":${JSON.stringify(multi)},`;
}

function pathParameters({ names, values }: Match<unknown>): string {
  if (values.length === 0) return 'null';
  const members = values.map(
    (value, at) => `${JSON.stringify(names[at])}:${JSON.stringify(decodeSegment(value))}`,
  );
  return `{${members.join(',')}}`;
}

function bodyMembers(body: Buffer | undefined): string {
  if (!body || body.length === 0) return '"body":null,"isBase64Encoded":false';
  return isUtf8(body)
    ? `"body":${JSON.stringify(body.toString())},"isBase64Encoded":false`
    : `"body":"${body.toString('base64')}","isBase64Encoded":true`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECOND_MS = 1000;
let lastSecond = -1;
let lastTime = '';

/** Formats a time like `24/Nov/2026:20:37:12 +0000`, at most once a second. */
function requestTime(nowMs: number): string {
  const second = Math.floor(nowMs / SECOND_MS);
  if (second !== lastSecond) {
    const date = new Date(nowMs);
    const day = String(date.getUTCDate()).padStart(2, '0');
    lastTime = `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
    lastSecond = second;
  }
  return lastTime;
}
