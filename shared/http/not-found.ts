import type { APIGatewayProxyResult } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { VARY_BY_ACCEPT, wantsPage } from './accept.ts';
import { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
import type { LambdaHandler } from './handler-type.ts';
import { lambdaHandler } from './lambda-handler.ts';
import { PAGE_ROUTES } from './pages/page-routes.ts';
import { rootPage } from './pages/root-page.ts';
import type { SystemPage } from './pages/system-pages.ts';
import { problem } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { type Method, methodsOf, pathsOf, type ServiceRoutes } from './route.ts';

/**
 * Answers all other requests: preflight requests, known paths with another method, unknown paths, and the page
 * at `/`.
 * @param pages the rest of the running system, if it is known
 */
export function notFound(api: ServiceRoutes, pages?: readonly SystemPage[]): LambdaHandler {
  const known = Map.groupBy<string, { readonly method: Method; readonly path: string }>(
    [
      ...Object.values(api.routes).flatMap((route) => pathsOf(route).map((path) => ({ ...route, path }))),
      ...PAGE_ROUTES,
    ],
    ({ path }) => path,
  );
  return lambdaHandler(async (event, context) => {
    const requestId = requestIdOf(event, context.awsRequestId);
    if (event.httpMethod === 'OPTIONS') return preflight(requestId);
    const isRoot = event.resource === '/';
    if (isRoot && wantsPage(event.httpMethod, event.headers.accept)) {
      return rootPage(api, { requestId, pages, host: event.headers.host });
    }
    const routes = known.get(event.resource);
    if (!routes) {
      const headers = isRoot ? VARY_BY_ACCEPT : {};
      return problem(new AppError('not_found', 'Not Found', { headers }), requestId);
    }
    const headers = { allow: routes.flatMap(methodsOf).join(', ') };
    return problem(new AppError('method_not_allowed', 'Method Not Allowed', { headers }), requestId);
  });
}

const preflight = (requestId: string): APIGatewayProxyResult => ({
  statusCode: 204,
  headers: { 'x-request-id': requestId, ...CORS_HEADERS, ...PREFLIGHT_HEADERS },
  body: '',
});
