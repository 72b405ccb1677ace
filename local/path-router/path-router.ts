import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { VARY_BY_ACCEPT, wantsPage } from '#shared/http/accept';
import { CORS_HEADERS } from '#shared/http/cors';
import { htmlHeaders } from '#shared/http/pages/page';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { Guard, RequestHandler } from '../http/boundary.ts';
import { newRequestId, requestIdOr } from '../http/request-id.ts';
import type { EngineSpans } from '../telemetry/engine-spans.ts';
import type { RequestLog } from '../telemetry/request-log.ts';
import { receiveContext } from '../telemetry/span-context.ts';

const NOT_FOUND = 404;
/** The container in front of LocalStack serves the same file. */
const PAGE = readFileSync(join(import.meta.dirname, '../../infra/gateway/index.html'), 'utf8');

/** What a prefix leads to. */
export interface Api {
  /** @param prefix leading part of the path that is not the API's */
  handle(request: IncomingMessage, response: ServerResponse, guard: Guard, prefix?: string): void;
}

/** The gateway's prefixes and the services behind them. */
export const PREFIXES = {
  '/api/users': 'user',
  '/api/restaurants': 'restaurant',
  '/api/orders': 'order',
} as const;

/**
 * One port for all services: `/api/orders/…` is the order service, without the prefix.
 * @param spans where calls that lead nowhere are noted down; absent without telemetry
 */
export function createPathRouter(
  prefixes: Readonly<Record<string, Api>>,
  log: RequestLog,
  spans?: EngineSpans,
): RequestHandler {
  return (request, response, guard) => {
    const { url = '/', method = 'GET' } = request;
    const [prefix] = /^\/api\/[^/?]+/.exec(url) ?? [''];
    const api = prefixes[prefix];
    if (api) {
      api.handle(request, response, guard, prefix);
      return;
    }
    const id = requestIdOr(newRequestId(), request.headers['x-request-id']);
    const startMs = Date.now();
    const context = spans && receiveContext(String(request.headers.traceparent));
    const { status, headers, body } = answerOf(method, url, request.headers.accept, id);
    request.resume();
    response.writeHead(status, {
      ...CORS_HEADERS,
      ...headers,
      'content-length': Buffer.byteLength(body),
      'x-request-id': id,
      ...(context && { [TRACE_ID_HEADER]: context.traceId }),
    });
    response.end(body);
    const [path = url] = url.split('?', 1);
    log({ method, path, status, traceId: context?.traceId });
    if (context) {
      spans?.add({
        context,
        method,
        path,
        route: undefined,
        status,
        requestId: id,
        startMs,
        tookMs: Date.now() - startMs,
        error:
          status === NOT_FOUND ? { type: 'MISSING_AUTHENTICATION_TOKEN', message: 'Not Found' } : undefined,
        queue: undefined,
      });
    }
  };
}

function answerOf(method: string, url: string, accept: string | undefined, id: string) {
  const isRoot = /^\/(\?|$)/.test(url);
  if (isRoot && wantsPage(method, accept)) {
    return { status: 200, headers: { ...htmlHeaders(), ...VARY_BY_ACCEPT }, body: PAGE };
  }
  return {
    status: NOT_FOUND,
    headers: { 'content-type': 'application/json', ...(isRoot && VARY_BY_ACCEPT) },
    body: JSON.stringify({ detail: 'Not Found', code: 'not_found', request_id: id }),
  };
}
