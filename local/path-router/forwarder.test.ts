import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../host/log.ts';
import type { RequestHandler } from '../http/boundary.ts';
import { createHttpServer } from '../http/http-server.ts';
import { createRequestLog, type LoggedRequest } from '../telemetry/request-log.ts';
import { Forwarder } from './forwarder.ts';

const log = createRequestLog(createLog('silent'));

const serve = (handler: RequestHandler): Promise<string> =>
  listen(createHttpServer(handler, { purpose: 'test', log: createLog('silent') }));

function listen(server: http.Server): Promise<string> {
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Returns the request as it was received. */
const echo: RequestHandler = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const { method, url, rawHeaders } = request;
  response.writeHead(418, { 'x-twice': ['a', 'b'] });
  response.end(JSON.stringify({ method, url, rawHeaders, body }));
};

async function forwarding(base: string, prefix = ''): Promise<string> {
  const forwarder = new Forwarder(base, log);
  return serve((request, response, guard) => forwarder.handle(request, response, guard, prefix));
}

test('method, path, query, headers and body arrive as they were sent, under the base URL', async () => {
  const url = await forwarding(`${await serve(echo)}/base/local`);

  const answer = await fetch(`${url}/orders/%EA%B0%80?a=1&a=2`, {
    method: 'PUT',
    headers: { 'X-Request-Id': 'abc', 'content-type': 'text/plain; charset=utf-8' },
    body: '주문',
  });

  expect(answer.status).toBe(418);
  expect(answer.headers.get('x-twice')).toBe('a, b');
  expect(await answer.json()).toMatchObject({
    method: 'PUT',
    url: '/base/local/orders/%EA%B0%80?a=1&a=2',
    body: '주문',
    rawHeaders: expect.arrayContaining(['abc', 'text/plain; charset=utf-8']),
  });
});

test.each([
  ['/api/users', '/base/'],
  ['/api/users/', '/base/'],
  ['/api/users?x=1', '/base/?x=1'],
  ['/api/users/signup', '/base/signup'],
])('a prefix is removed: %s becomes %s', async (path, expected) => {
  const url = await forwarding(`${await serve(echo)}/base`, '/api/users');

  expect(await (await fetch(url + path)).json()).toMatchObject({ url: expected });
});

test('a call without a body is sent on without one', async () => {
  const url = await forwarding(await serve(echo));

  const seen = await (await fetch(url, { method: 'POST' })).text();

  expect(seen).toContain('"body":""');
  expect(seen.toLowerCase()).not.toContain('transfer-encoding');
});

test('while nothing answers the caller gets a 502 of the usual form', async () => {
  const url = await forwarding('http://127.0.0.1:1');

  const answer = await fetch(`${url}/menus`);

  expect(answer.status).toBe(502);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({ code: 'internal', request_id: expect.any(String) });
});

test('the trace id of an answer is written to the log', async () => {
  const noted: LoggedRequest[] = [];
  const base = await serve((_, response) => response.writeHead(200, { 'x-trace-id': 'abc' }).end());
  const forwarder = new Forwarder(base, (request) => noted.push(request));
  const url = await serve((...call) => forwarder.handle(...call));

  const answer = await fetch(`${url}/orders`);

  expect(answer.headers.get('x-trace-id')).toBe('abc');
  expect(noted).toEqual([{ method: 'GET', path: '/orders', status: 200, traceId: 'abc' }]);
});
