import type { APIGatewayProxyResult } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { PAGE_ROUTES } from './pages/page-routes.ts';
import { problem } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import type { ServiceRoutes } from './route.ts';

/** Answers what no other function takes: preflight requests, known paths with another method, unknown paths. */
export function notFound(api: ServiceRoutes): LambdaHandler {
  const known = Map.groupBy<string, { readonly method: string; readonly path: string }>(
    [...Object.values(api.routes), ...PAGE_ROUTES],
    ({ path }) => path,
  );
  return lambdaHandler(async (event, context) => {
    const requestId = requestIdOf(event, context.awsRequestId);
    if (event.httpMethod === 'OPTIONS') return preflight(requestId);
    const routes = known.get(event.resource);
    if (!routes) return problem(new AppError('not_found', 'Not Found'), requestId);
    const headers = { allow: routes.map(({ method }) => method).join(', ') };
    return problem(new AppError('method_not_allowed', 'Method Not Allowed', { headers }), requestId);
  });
}

const preflight = (requestId: string): APIGatewayProxyResult => ({
  statusCode: 204,
  headers: { 'x-request-id': requestId, ...CORS_HEADERS, ...PREFLIGHT_HEADERS },
  body: '',
});
