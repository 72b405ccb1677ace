import type { IncomingMessage, ServerResponse } from 'node:http';
import { VARY_BY_ACCEPT, wantsPage } from '#shared/http/accept';
import { CORS_HEADERS } from '#shared/http/cors';
import type { SystemPage } from '#shared/http/pages/system-pages';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { Guard, RequestHandler } from '../http/boundary.ts';
import { REFUSALS, SERVICE_ERRORS, sendRefusal } from '../http/refusal.ts';
import { newRequestId, requestIdOr } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import type { EngineSpans } from '../telemetry/engine-spans.ts';
import type { RequestLog } from '../telemetry/request-log.ts';
import { receiveContext } from '../telemetry/span-context.ts';
import { PAGE_HEADERS, SHOP_FILES, shopPage } from './shop.ts';

const OK = 200;
const NOT_FOUND = 404;

/** The API behind a prefix. */
export interface Api {
  /** @param prefix leading part of the path, which the API ignores */
  handle(request: IncomingMessage, response: ServerResponse, guard: Guard, prefix?: string): void;
}

interface PathRouterOptions {
  /** Receives a span for each call without a matching API; absent without telemetry. */
  readonly spans?: EngineSpans | undefined;
  /** The rest of the running system, if it is known. */
  readonly pages?: readonly SystemPage[];
}

/**
 * Serves all services on one port: `/api/orders/…` goes to the order service, without the prefix. Browsers get the shop
 * at `/`.
 */
export function createPathRouter(
  prefixes: Readonly<Record<string, Api>>,
  log: RequestLog,
  { spans, pages }: PathRouterOptions = {},
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
    const [path = url] = url.split('?', 1);
    const file = isRead(method) ? SHOP_FILES.get(path) : undefined;
    if (file) {
      request.resume();
      guard(async () => {
        send(response, OK, await file.text(), { ...CORS_HEADERS, ...file.headers, 'x-request-id': id });
        log({ method, path, status: OK, traceId: undefined });
      })();
      return;
    }
    const startMs = Date.now();
    const context = spans && receiveContext(String(request.headers.traceparent));
    request.resume();
    const isRoot = /^\/(\?|$)/.test(url);
    const headers = {
      ...(isRoot && VARY_BY_ACCEPT),
      ...(context && { [TRACE_ID_HEADER]: context.traceId }),
    };
    if (isRoot && wantsPage(method, request.headers.accept)) {
      const page = shopPage(pages, request.headers.host);
      send(response, OK, page, { ...CORS_HEADERS, ...PAGE_HEADERS, 'x-request-id': id, ...headers });
    } else sendRefusal(response, SERVICE_ERRORS, { refusal: REFUSALS.missing, requestId: id, headers });
    const status = response.statusCode;
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

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
