import { CORS_HEADERS } from '#shared/http/cors';
import type { RequestHandler } from './listener.ts';
import { newRequestId } from './request-id.ts';
import type { RequestLog } from './request-log.ts';
import type { RestApi } from './rest-api.ts';

const REQUEST_ID = /^[\w.-]{1,128}$/;
const NOT_FOUND = 404;

/** One port for all services: `/api/orders/…` is the order service, without the prefix. */
export function createFront(prefixes: Readonly<Record<string, RestApi>>, log: RequestLog): RequestHandler {
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
    const body = JSON.stringify({ detail: 'Not Found', code: 'not_found', request_id: id });
    request.resume();
    response.writeHead(NOT_FOUND, {
      ...CORS_HEADERS,
      'content-length': body.length,
      'content-type': 'application/json',
      'x-request-id': id,
    });
    response.end(body);
    log({ method, path: url.split('?', 1)[0] ?? url, status: NOT_FOUND });
  };
}
