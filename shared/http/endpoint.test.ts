import { expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import { bearer, call, good, json, routes } from '#tests/support/http/called-endpoint';
import { jsonText, reply } from './reply.ts';

test('answers with the status of the route, the request id and CORS', async () => {
  const answer = await call(routes.post, { event: json(good, { ...bearer, 'X-Request-Id': 'mine-1' }) });

  expect(answer).toMatchObject({ status: 201, body: { body: good, token: 'abc' } });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'x-request-id': 'mine-1',
    'access-control-allow-origin': '*',
  });
});

test.each([['with space'], ['x'.repeat(129)], ['']])('replaces the request id %j', async (given) => {
  const answer = await call(routes.open, { event: { headers: { 'x-request-id': given } } });

  expect(answer.headers['x-request-id']).toBe('invocation-1');
});

test('a handler may set status and headers, and pass JSON text through', async () => {
  const own = await call(routes.open, {}, async () =>
    reply({ a: 1 }, { status: 202, headers: { 'x-cache': 'hit' } }),
  );
  const text = await call(routes.open, {}, async () =>
    jsonText('{"b": 2}', { headers: { 'x-cache': 'miss' } }),
  );

  expect(own).toMatchObject({ status: 202, body: { a: 1 }, headers: { 'x-cache': 'hit' } });
  expect(text).toMatchObject({ status: 200, text: '{"b": 2}', headers: { 'x-cache': 'miss' } });
});

test('a refusal keeps its code, its extra members and its headers', async () => {
  const answer = await call(routes.open, {}, async () => {
    throw new AppError('order_in_progress', 'Order in progress', {
      extra: { order_id: 5 },
      headers: { 'retry-after': '1' },
    });
  });

  expect(answer).toMatchObject({ status: 409, headers: { 'retry-after': '1' } });
  expect(answer.body).toEqual({
    detail: 'Order in progress',
    code: 'order_in_progress',
    request_id: 'invocation-1',
    order_id: 5,
  });
});

test('a bug shows the caller nothing', async () => {
  const answer = await call(routes.open, {}, async () => {
    throw new Error('password=hunter2 at 10.0.0.1');
  });

  expect(answer).toMatchObject({ status: 500, body: { detail: 'Internal error', code: 'internal' } });
  expect(answer.text).not.toMatch(/hunter2|10\.0\.0\.1/);
});

test('a route without a body answers none, and says nothing of its type', async () => {
  const answer = await call(routes.emptied, {}, async () => {});

  expect(answer).toMatchObject({ status: 204, text: '' });
  expect(answer.headers).not.toHaveProperty('content-type');
});
