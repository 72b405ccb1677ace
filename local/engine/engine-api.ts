import type http from 'node:http';
import { VARY_BY_ACCEPT, wantsPage } from '#shared/http/accept';
import { readBody } from '../http/body.ts';
import type { Guard, RequestHandler } from '../http/boundary.ts';
import { newRequestId, newTraceId } from '../http/request-id.ts';
import { decodePathPart } from '../http/request-target.ts';
import { send } from '../http/send.ts';
import type { Outcome } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import type { Service } from '../services/service.ts';
import { SECURITY_HEADERS } from '../traces/pages/script.ts';
import type { TracesApi } from '../traces/traces-api.ts';
import type { FunctionPools } from './function-pools.ts';

export interface EngineApiOptions {
  readonly functions: FunctionPools;
  /** Stores that run in this process are served on this port. */
  readonly services: readonly Pick<Service, 'handle'>[];
  /** Undefined without telemetry. */
  readonly traces: TracesApi | undefined;
  status(): unknown;
  /** The page for browsers in place of the status. */
  startPage(): string;
}

const INVOKE = /^\/2015-03-31\/functions\/(.+)\/invocations$/;
const REFUSED_STATUS: ReadonlyMap<string, number> = new Map([
  ['TooManyRequestsException', 429],
  ['RequestEntityTooLargeException', 413],
]);

/** Serves the engine's own port: Parameter Store, Lambda's Invoke, traces and status. */
export function createEngineApi(options: EngineApiOptions): RequestHandler {
  const { functions, services, traces, status, startPage } = options;
  return (request, response, guard) => {
    if (traces?.(request, response, guard)) return;
    if (services.some((service) => service.handle?.(request, response, guard))) return;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const invoke = INVOKE.exec(path)?.[1];
    if (request.method === 'POST' && invoke !== undefined) {
      const name = decodePathPart(invoke);
      const pool = functions.find(name);
      if (pool) {
        readBody(
          request,
          guard((body) => invokeFunction(pool, { request, response, guard }, body)),
        );
      } else answer(response, 404, awsError('ResourceNotFoundException', `Function not found: ${name}`));
    } else if (path === '/' && wantsPage(request.method ?? '', request.headers.accept)) {
      request.resume();
      send(response, 200, startPage(), {
        ...{ ...SECURITY_HEADERS, ...VARY_BY_ACCEPT, 'content-type': 'text/html; charset=utf-8' },
        'x-request-id': newRequestId(),
      });
    } else if (path === '/' && (request.method === 'GET' || request.method === 'HEAD')) {
      request.resume();
      answer(response, 200, `${JSON.stringify(status(), undefined, 2)}\n`);
    } else if (!traces && path.startsWith('/traces')) {
      request.resume();
      answer(response, 404, awsError('TelemetryOff', 'Telemetry is off: see OTEL_SDK_DISABLED.'));
    } else {
      request.resume();
      answer(
        response,
        404,
        awsError('UnknownOperationException', `No such operation: ${request.method} ${path}`),
      );
    }
  };
}

interface Exchange {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly guard: Guard;
}

function invokeFunction(
  pool: FunctionPool,
  { request, response, guard }: Exchange,
  body: Buffer | undefined,
): void {
  if (!body) {
    answer(response, 413, awsError('RequestTooLargeException', 'the event is larger than 6 MB'));
    return;
  }
  const event = body.length === 0 ? '{}' : body.toString();
  if (!isJson(event)) {
    answer(
      response,
      400,
      awsError('InvalidRequestContentException', 'Could not parse request body into json'),
    );
    return;
  }
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const traceId = newTraceId(Date.now(), newRequestId());
  if (type === 'DryRun') answer(response, 204, '');
  else if (type === 'Event') {
    pool.invoke(event, traceId, () => undefined);
    answer(response, 202, '');
  } else {
    const withdraw = pool.invoke(
      event,
      traceId,
      guard((outcome: Outcome) => sendOutcome(response, outcome)),
    );
    response.once('close', withdraw);
  }
}

function sendOutcome(response: http.ServerResponse, outcome: Outcome): void {
  if (outcome.ok) {
    answer(response, 200, outcome.payload);
    return;
  }
  const { type, message, payload } = outcome;
  // a function may throw an error of the same name
  const refused = payload === undefined ? REFUSED_STATUS.get(type) : undefined;
  if (refused !== undefined) answer(response, refused, awsError(type, message));
  else {
    const body = payload ?? JSON.stringify({ errorType: type, errorMessage: message });
    answer(response, 200, body, { 'x-amz-function-error': 'Unhandled' });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const awsError = (type: string, message: string): string =>
  JSON.stringify({ __type: type, Type: 'User', message });

function answer(
  response: http.ServerResponse,
  status: number,
  body: string | Buffer,
  headers: http.OutgoingHttpHeaders = {},
): void {
  const id = newRequestId();
  const ids = { 'x-amzn-requestid': id, 'x-request-id': id };
  if (status === 204) response.writeHead(status, { ...ids, ...headers }).end();
  else send(response, status, body, { 'content-type': 'application/json', ...ids, ...headers });
}
