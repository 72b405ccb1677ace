import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { notFound } from './not-found.ts';
import { defineRoutes } from './route.ts';

const common = { tag: '', summary: '', description: '', auth: 'public', response: z.string() } as const;
const handler = notFound(
  defineRoutes(
    { service: 'order', title: 'Parcels', description: '', tags: [] },
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
  expect(headers).toMatchObject({ allow: 'GET, HEAD, POST', 'x-request-id': 'gateway-id' });
  expect(JSON.parse(body)).toEqual({
    detail: 'Method Not Allowed',
    code: 'method_not_allowed',
    request_id: 'gateway-id',
  });
});

test.each(['/docs', '/redoc', '/openapi.json'])('%s can only be read', async (path) => {
  expect(await call('POST', path)).toMatchObject({ statusCode: 405, headers: { allow: 'GET, HEAD' } });
});

test.each([
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'application/json, TEXT/HTML ; q=0.5',
])('/ is a page for who accepts %s', async (accept) => {
  for (const method of ['GET', 'HEAD']) {
    const { statusCode, headers, body } = await call(method, '/', { Accept: accept });

    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'Accept' });
    expect(body).toContain('<h1>Parcels</h1>');
    for (const path of ['./docs', './redoc', './openapi.json']) expect(body).toContain(`href="${path}"`);
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
});

test.each([
  ['GET', undefined],
  ['GET', '*/*'],
  ['GET', 'application/json'],
  ['GET', 'text/html;q=0, */*'],
  ['GET', 'text/htmlx'],
  ['POST', 'text/html'],
])('%s / with accept %s is a 404, which may be another answer for a browser', async (method, accept) => {
  const { statusCode, headers } = await call(method, '/', accept === undefined ? {} : { accept });

  expect(statusCode).toBe(404);
  expect(headers).toMatchObject({ 'content-type': 'application/json', vary: 'Accept' });
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
