import type { APIGatewayProxyEvent } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { openApi } from '#shared/http/openapi';
import { CORS_HEADERS } from '../cors.ts';
import type { LambdaHandler } from '../handler-type.ts';
import { lambdaHandler } from '../lambda-handler.ts';
import { problem } from '../problem.ts';
import { requestIdOf } from '../request-id.ts';
import type { ServiceRoutes } from '../route.ts';
import { htmlHeaders } from './page.ts';
import { redocPage } from './redoc-page.ts';
import { swaggerPage } from './swagger-page.ts';

type Headers = Readonly<Record<string, string>>;

const ONE_YEAR = 'public, max-age=31536000, immutable';

/**
 * Serves a service's API pages, Swagger UI and ReDoc, and the document that they show. They work without internet.
 * @param loginUrl address of the login; by default that of this service
 */
export function apiPages(api: ServiceRoutes, loginUrl?: string): LambdaHandler {
  return lambdaHandler(async (event, context) => {
    const requestId = requestIdOf(event, context.awsRequestId);
    const common = { 'x-request-id': requestId, ...CORS_HEADERS };
    const found = await answer(api, event, loginUrl);
    if (!found) return problem(new AppError('not_found', 'Not Found'), requestId);
    const { headers, body } = found;
    return { statusCode: 200, headers: { ...common, ...headers }, body };
  });
}

interface PageAnswer {
  readonly headers: Headers;
  readonly body: string;
}

async function answer(
  api: ServiceRoutes,
  { resource, path, pathParameters }: APIGatewayProxyEvent,
  loginUrl: string | undefined,
): Promise<PageAnswer | undefined> {
  // Relative addresses start one folder deeper where the path ends with a slash.
  const root = path.endsWith('/') ? '..' : '.';
  if (resource === '/openapi.json') {
    return {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
      body: JSON.stringify(openApi(api, { server: root, tokenUrl: loginUrl ?? `${root}/login` })),
    };
  }
  const { assetUrl, findAsset } = await import('./assets.ts');
  if (resource === '/docs') {
    return { headers: htmlHeaders(loginUrl), body: swaggerPage(api.title, root, assetUrl) };
  }
  if (resource === '/redoc') return { headers: htmlHeaders(), body: redocPage(api.title, root, assetUrl) };
  const asset = findAsset((pathParameters?.proxy ?? '').replace(/\/$/, ''));
  return (
    asset && { headers: { 'content-type': asset.contentType, 'cache-control': ONE_YEAR }, body: asset.text }
  );
}
