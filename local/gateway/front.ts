import type { IncomingMessage, ServerResponse } from 'node:http';
import { CORS_HEADERS } from '#shared/http/cors';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { EngineSpans } from '../traces/engine-spans.ts';
import { receiveContext } from '../traces/span-context.ts';
import type { RequestHandler } from './listener.ts';
import { newRequestId } from './request-id.ts';
import type { RequestLog } from './request-log.ts';

const REQUEST_ID = /^[\w.-]{1,128}$/;
const NOT_FOUND = 404;

/** What a prefix leads to. */
export interface Api {
  /** @param prefix leading part of the path that is not the API's */
  handle(request: IncomingMessage, response: ServerResponse, prefix?: string): void;
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
export function createFront(
  prefixes: Readonly<Record<string, Api>>,
  log: RequestLog,
  spans?: EngineSpans,
): RequestHandler {
  return (request, response) => {
    const { url = '/', method = 'GET' } = request;
    const [prefix] = /^\/api\/[^/?]+/.exec(url) ?? [''];
    const api = prefixes[prefix];
    if (api) {
      api.handle(request, response, prefix);
      return;
    }
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : newRequestId();
    const startMs = Date.now();
    const context = spans && receiveContext(String(request.headers.traceparent));
    const body = JSON.stringify({ detail: 'Not Found', code: 'not_found', request_id: id });
    request.resume();
    response.writeHead(NOT_FOUND, {
      ...CORS_HEADERS,
      'content-length': body.length,
      'content-type': 'application/json',
      'x-request-id': id,
      ...(context && { [TRACE_ID_HEADER]: context.traceId }),
    });
    response.end(body);
    const [path = url] = url.split('?', 1);
    log({ method, path, status: NOT_FOUND, traceId: context?.traceId });
    if (context) {
      spans?.add({
        context,
        method,
        path,
        route: undefined,
        status: NOT_FOUND,
        requestId: id,
        startMs,
        tookMs: Date.now() - startMs,
        error: { type: 'MISSING_AUTHENTICATION_TOKEN', message: 'Not Found' },
        queue: undefined,
      });
    }
  };
}
