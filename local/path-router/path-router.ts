import { readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { VARY_BY_ACCEPT, wantsPage } from '#shared/http/accept';
import { CORS_HEADERS } from '#shared/http/cors';
import { htmlHeaders } from '#shared/http/pages/page';
import { type SystemPage, systemLinks } from '#shared/http/pages/system-pages';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { Guard, RequestHandler } from '../http/boundary.ts';
import { REFUSALS, SERVICE_ERRORS, sendRefusal } from '../http/refusal.ts';
import { newRequestId, requestIdOr } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import type { EngineSpans } from '../telemetry/engine-spans.ts';
import type { RequestLog } from '../telemetry/request-log.ts';
import { receiveContext } from '../telemetry/span-context.ts';

const OK = 200;
const NOT_FOUND = 404;
/** Start page. The container in front of LocalStack serves the same file. */
const PAGE = readFileSync(join(import.meta.dirname, '../../infra/gateway/index.html'), 'utf8');
/** Place of the links to the rest of the system. The container has no other ports to name. */
const REST = '<!-- the rest of the system -->';

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
 * Serves all services on one port: `/api/orders/…` goes to the order service, without the prefix.
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
    const startMs = Date.now();
    const context = spans && receiveContext(String(request.headers.traceparent));
    request.resume();
    const isRoot = /^\/(\?|$)/.test(url);
    const headers = {
      ...(isRoot && VARY_BY_ACCEPT),
      ...(context && { [TRACE_ID_HEADER]: context.traceId }),
    };
    if (isRoot && wantsPage(method, request.headers.accept)) {
      const links = systemLinks(pages, 'gateway', request.headers.host);
      sendPage(response, PAGE.replace(REST, links), { 'x-request-id': id, ...headers });
    } else sendRefusal(response, SERVICE_ERRORS, { refusal: REFUSALS.missing, requestId: id, headers });
    const status = response.statusCode;
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

function sendPage(response: ServerResponse, html: string, headers: OutgoingHttpHeaders): void {
  send(response, OK, html, { ...CORS_HEADERS, ...htmlHeaders(), ...headers });
}
