import type { APIGatewayProxyEvent } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { openApi } from '#shared/http/openapi';
import { CORS_HEADERS } from '../cors.ts';
import { type LambdaHandler, lambdaHandler } from '../lambda-handler.ts';
import { problem } from '../problem.ts';
import { requestIdOf } from '../request-id.ts';
import type { ServiceRoutes } from '../route.ts';
import { findAsset } from './assets.ts';
import { redocPage, swaggerPage } from './html.ts';

type Headers = Readonly<Record<string, string>>;

const HTML: Headers = {
  'content-type': 'text/html; charset=utf-8',
  // not even a mistake can make a page ask another host for something
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:",
  'cache-control': 'no-cache',
};
const ONE_YEAR = 'public, max-age=31536000, immutable';

/** Serves a service's API pages, Swagger UI and ReDoc, and the document that they show. Works with no internet. */
export function apiPages(api: ServiceRoutes): LambdaHandler {
  return lambdaHandler(async (event, context) => {
    const requestId = requestIdOf(event, context.awsRequestId);
    const common = { 'x-request-id': requestId, ...CORS_HEADERS };
    const found = answer(api, event);
    if (!found) return problem(new AppError('not_found', 'Not Found'), requestId);
    const { statusCode = 200, headers, body } = found;
    return { statusCode, headers: { ...common, ...headers }, body };
  });
}

interface Answer {
  /** @default 200 */
  readonly statusCode?: number;
  readonly headers: Headers;
  readonly body: string;
}

function answer(
  api: ServiceRoutes,
  { resource, path, pathParameters }: APIGatewayProxyEvent,
): Answer | undefined {
  // relative addresses would start one folder too deep
  if (path.endsWith('/')) return { statusCode: 308, headers: { location: `..${resource}` }, body: '' };
  if (resource === '/docs') return { headers: HTML, body: swaggerPage(api.title) };
  if (resource === '/redoc') return { headers: HTML, body: redocPage(api.title) };
  if (resource === '/openapi.json') {
    return {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
      body: JSON.stringify(openApi(api)),
    };
  }
  const asset = findAsset(pathParameters?.proxy ?? '');
  return (
    asset && { headers: { 'content-type': asset.contentType, 'cache-control': ONE_YEAR }, body: asset.text }
  );
}
