import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
import type { LambdaHandler } from './endpoint.ts';
import { PAGE_ROUTES } from './pages/page-routes.ts';
import { problem } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import type { Route, ServiceRoutes } from './route.ts';

/**
 * Answers what no other function takes: preflight requests, known paths with another method, unknown paths.
 * @param routes the service's methods and paths, pages included
 */
export function notFound(
  routes: Iterable<{ readonly method: string; readonly path: string }>,
): LambdaHandler {
  const methods = Map.groupBy(routes, (route) => route.path);
  return async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
    const requestId = requestIdOf(event, context.awsRequestId);
    if (event.httpMethod === 'OPTIONS') return preflight(requestId);
    const known = methods.get(event.resource as Route['path']);
    if (!known) return problem(new AppError('not_found', 'Not Found'), requestId);
    const allow = known.map((route) => route.method).join(', ');
    return problem(
      new AppError('method_not_allowed', 'Method Not Allowed', { headers: { allow } }),
      requestId,
    );
  };
}

const preflight = (requestId: string): APIGatewayProxyResult => ({
  statusCode: 204,
  headers: { 'x-request-id': requestId, ...CORS_HEADERS, ...PREFLIGHT_HEADERS },
  body: '',
});
