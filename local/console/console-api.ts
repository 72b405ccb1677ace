import type { IncomingMessage, ServerResponse } from 'node:http';
import { VARY_BY_ACCEPT, wantsPage } from '#shared/http/accept';
import { readBody } from '../http/body.ts';
import type { Guard } from '../http/boundary.ts';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { type ConsoleRoute, refuseCall } from './console-route.ts';
import { CONSOLE_HEADERS } from './security-headers.ts';

/** Returns true if it handled the request. */
export type ConsoleApi = (request: IncomingMessage, response: ServerResponse, guard: Guard) => boolean;

const START = '/console/';
/** Addresses of the panel of traces, and of a trace there. */
const TRACE_PAGE = /^\/traces(\/[^/.]+)?\/?$/;
const NO_BODY = Buffer.alloc(0);

interface ConsolePage {
  html(): string;
  readonly hasTraces: boolean;
}

/**
 * Serves the console: its page for browsers at `/`, where there are traces at `/traces` and `/traces/<id>` too, and
 * everything that the page needs below `/console/`.
 */
export function createConsoleApi(page: ConsolePage, routes: readonly ConsoleRoute[]): ConsoleApi {
  return (request, response, guard) => {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?', 1)[0] ?? '/';
    const isTraces = page.hasTraces && isRead(method) && TRACE_PAGE.test(path);
    if (isTraces || (path === '/' && wantsPage(method, request.headers.accept))) {
      request.resume();
      send(response, 200, page.html(), {
        ...{ ...CONSOLE_HEADERS, ...VARY_BY_ACCEPT, 'content-type': 'text/html; charset=utf-8' },
        'x-request-id': newRequestId(),
      });
      return true;
    }
    if (!path.startsWith(START)) return false;
    const name = path.slice(START.length);
    const named = routes.filter((route) => route.path.test(name));
    const route = named.find((each) => each.method === method);
    if (!route) {
      request.resume();
      const allowed = named.map((each) => each.method).join(', ');
      if (allowed) refuseCall(response, 405, `${method} is not possible here; allowed: ${allowed}.`);
      else refuseCall(response, 404, `The console has no ${path}.`);
      return true;
    }
    const [, ...parts] = route.path.exec(name) ?? [];
    const call = { request, response, parts: parts.map((part) => decodeURIComponent(part)) };
    const handle = guard((body: Buffer | undefined) =>
      body ? route.handle({ ...call, body }) : refuseCall(response, 413, 'A body may have at most 6 MB.'),
    );
    if (method === 'GET' || method === 'DELETE') {
      request.resume();
      handle(NO_BODY);
    } else readBody(request, handle);
    return true;
  };
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
