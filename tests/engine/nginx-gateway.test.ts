import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CORS_HEADERS } from '#shared/http/cors';
import { rawConnection } from '#tests/support/engine/test-server';
import { fullBacklog } from './full-backlog.ts';
import { ownDns, ownNginx } from './own-nginx.ts';

const MEGABYTE = 1_000_000;
const tags = ['nginx'];
/** `runIf` would also run where the tag says that nginx is missing. */
const onLinux = { tags, ...(process.platform !== 'linux' && { skip: true }) };

/** Stands for LocalStack: answers with the target that it received. */
async function emulator(host = '127.0.0.1', port = 0, name = 'localstack'): Promise<number> {
  const server = createServer((request: IncomingMessage, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'x-request-id': 'its-own', 'x-emulator': name }).end(request.url);
    });
  });
  server.listen(port, host);
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test('each port forwards to its API what the client sent, byte for byte', { tags }, async () => {
  const nginx = await ownNginx(`127.0.0.1:${await emulator()}`);
  const targetOf = async (url: string): Promise<string> => (await fetch(url)).text();

  expect(await targetOf(`${nginx.user}/users/%EA%B0%80?a=1&a=%2F`)).toBe(
    '/_aws/execute-api/user/local/users/%EA%B0%80?a=1&a=%2F',
  );
  expect(await targetOf(`${nginx.restaurant}/menus/`)).toBe('/_aws/execute-api/restaurant/local/menus/');
  expect(await targetOf(`${nginx.order}/`)).toBe('/_aws/execute-api/order/local/');
  expect(await targetOf(`${nginx.gateway}/api/orders/orders?x=%20`)).toBe(
    '/_aws/execute-api/order/local/orders?x=%20',
  );
});

test('an answer of LocalStack passes with its own headers only', { tags }, async () => {
  const nginx = await ownNginx(`127.0.0.1:${await emulator()}`);

  const { headers } = await fetch(`${nginx.order}/orders`);

  expect(headers.get('x-request-id')).toBe('its-own');
  expect(headers.has('access-control-allow-origin')).toBe(false);
});

test('the start page is for browsers, and other paths are 404', { tags }, async () => {
  const { gateway } = await ownNginx('127.0.0.1:9');

  const page = await fetch(gateway, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type'), page.headers.get('vary')]).toEqual([
    200,
    'text/html',
    'Accept',
  ]);
  const root = await fetch(gateway);
  expect([root.status, root.headers.get('vary')]).toEqual([404, 'Accept']);
  const unknown = await fetch(`${gateway}/api/nothing`, { headers: { 'x-request-id': 'mine' } });
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toEqual({ detail: 'Not Found', code: 'not_found', request_id: 'mine' });
});

test('answers of nginx itself have the form of the errors, the CORS headers and the request id', {
  tags,
}, async () => {
  const nginx = await ownNginx('127.0.0.1:9');

  for (const url of [`${nginx.order}/orders`, `${nginx.gateway}/api/orders/orders`]) {
    const refused = await fetch(url, { headers: { 'x-request-id': 'mine' } });
    const large = await fetch(url, { method: 'POST', body: Buffer.alloc(11 * MEGABYTE) });

    expect(refused.status).toBe(502);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      ...CORS_HEADERS,
      'content-type': 'application/json',
      'x-request-id': 'mine',
    });
    expect(await refused.json()).toEqual({
      detail: 'LocalStack does not answer',
      code: 'internal',
      request_id: 'mine',
    });
    expect(large.status).toBe(413);
    expect(Object.fromEntries(large.headers)).toMatchObject(CORS_HEADERS);
    expect(await large.json()).toMatchObject({
      code: 'body_too_large',
      request_id: large.headers.get('x-request-id'),
    });
  }
});

test('bytes that are no request get the same form', { tags }, async () => {
  const { order } = await ownNginx('127.0.0.1:9');
  for (const bytes of ['NOT HTTP\r\n\r\n', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]) {
    const raw = rawConnection(Number(new URL(order).port));
    raw.send(bytes);

    expect(await raw.closed()).toContain('"code":"bad_request"');
  }
});

test('an address that does not answer is 504 after about two seconds', onLinux, async () => {
  const { order } = await ownNginx(await fullBacklog());
  const startedMs = performance.now();

  const answer = await fetch(`${order}/orders`);

  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ detail: 'The call took too long', code: 'timeout' });
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});

test('a name is resolved again: LocalStack may have another address after a restart', onLinux, async () => {
  const port = await emulator('127.0.0.1', 0, 'before');
  await emulator('127.0.0.2', port, 'after');
  let address = '127.0.0.1';
  const { order } = await ownNginx(`localstack:${port}`, await ownDns(() => address));
  const nameOf = async (): Promise<string | null> => (await fetch(order)).headers.get('x-emulator');
  expect(await nameOf()).toBe('before');

  address = '127.0.0.2';

  await expect.poll(nameOf).toBe('after');
});
