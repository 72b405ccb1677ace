import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { notFound } from './not-found.ts';
import { defineRoutes } from './route.ts';

const common = { tag: '', summary: '', description: '', auth: 'public', response: z.string() } as const;
const handler = notFound(
  defineRoutes(
    { service: 'order', title: '', description: '', tags: [] },
    {
      list: { ...common, method: 'GET', path: '/parcels', example: { response: '' } },
      add: { ...common, method: 'POST', path: '/parcels', example: { response: '' } },
    },
  ),
);

const call = (httpMethod: string, resource: string, headers: Record<string, string> = {}) => {
  const requestContext = { requestId: 'gateway-id' };
  return handler(
    { httpMethod, resource, headers, requestContext } as unknown as APIGatewayProxyEvent,
    { awsRequestId: 'invocation-id' } as Context,
  );
};

test('a known path with another method is a 405 that says which methods there are', async () => {
  const { statusCode, headers, body } = await call('DELETE', '/parcels');

  expect(statusCode).toBe(405);
  expect(headers).toMatchObject({ allow: 'GET, POST', 'x-request-id': 'gateway-id' });
  expect(JSON.parse(body)).toEqual({
    detail: 'Method Not Allowed',
    code: 'method_not_allowed',
    request_id: 'gateway-id',
  });
});

test.each(['/docs', '/redoc', '/openapi.json'])('%s can only be read', async (path) => {
  expect(await call('POST', path)).toMatchObject({ statusCode: 405, headers: { allow: 'GET' } });
});

test('HEAD is a method like any other that is not there', async () => {
  expect(await call('HEAD', '/parcels')).toMatchObject({ statusCode: 405 });
});

test.each(['/', '/{proxy+}', '/chaos'])('%s without a route is a 404', async (resource) => {
  const { statusCode, body } = await call('GET', resource, { 'X-Request-Id': 'mine-1' });

  expect(statusCode).toBe(404);
  expect(JSON.parse(body)).toEqual({ detail: 'Not Found', code: 'not_found', request_id: 'mine-1' });
});

test('a request id that could break a log line is replaced', async () => {
  const { headers } = await call('GET', '/', { 'x-request-id': 'two words' });

  expect(headers).toMatchObject({ 'x-request-id': 'gateway-id' });
});

test('a preflight request is granted, whatever it asks for', async () => {
  const { statusCode, headers, body } = await call('OPTIONS', '/parcels', { origin: 'http://elsewhere' });

  expect([statusCode, body]).toEqual([204, '']);
  expect(headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': expect.stringContaining('PUT'),
    'access-control-allow-headers': expect.stringContaining('idempotency-key'),
    'access-control-expose-headers': expect.stringContaining('x-request-id'),
    'access-control-max-age': '86400',
  });
});
