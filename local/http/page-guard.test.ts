import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Listener } from './listener.ts';

let port: number;
const handled: string[] = [];

beforeAll(async () => {
  const listener = await Listener.open({
    port: 0,
    purpose: 'engine',
    variable: 'ENGINE_PORT',
    guarded: true,
  });
  port = listener.port;
  listener.serve((request, response) => {
    handled.push(request.url ?? '');
    response.end('done');
  });
  return () => listener.close();
});

/** Sends these bytes and returns the whole answer. OWN in them stands for the port. */
async function raw(head: string, at = port): Promise<string> {
  handled.length = 0;
  const socket = connect({ port: at, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => {
    socket.destroy();
  });
  socket.write(`${head}\r\n\r\n`.replaceAll('OWN', String(at)));
  socket.end();
  return await text(socket);
}

const HERE = 'Host: localhost:OWN';

test.each([
  'localhost',
  'LOCALHOST:OWN',
  'localhost.:OWN',
  'localhost:80',
  'localhost:',
  'traces.localhost:OWN',
  'a_b.c-d.localhost.:OWN',
  '127.0.0.1:OWN',
  '127.0.0.1.',
  '127.255.3.99',
  '[::1]:OWN',
  '[0:0:0:0:0:0:0:1]',
])('a program may call this machine %s', async (host) => {
  expect(await raw(`GET /x HTTP/1.1\r\nHost: ${host}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await raw(`GET http://${host}/x?a=/b HTTP/1.1\r\nHost: ${host}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(handled).toEqual(['/x?a=/b']);
});

test.each([
  'evil.example',
  'evil.example:OWN',
  'localhost.evil.example',
  'notlocalhost',
  'evil.example#.localhost',
  'localhost@evil.example',
  'evil.example@localhost',
  'localhost,evil.example',
  'localhost evil.example',
  'localhost:OWN:1',
  'localhost:x',
  'localhost..',
  '.localhost',
  '..localhost',
  '127.0.0.1.evil.example',
  '127.0.0.256',
  '127.0.0.1.1',
  '1127.0.0.1',
  '128.0.0.1',
  '10.0.0.1',
  '0.0.0.0',
  '[::]',
  '[::2]',
  '[fe80::1]',
  '[2001:db8::1]',
  '::1',
  'ⅼocalhost',
  '',
])('the host %s is refused', async (host) => {
  expect(await raw(`POST /x HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0`)).toMatch(/^HTTP\/1\.1 403 /);
  expect(handled).toEqual([]);
});

test.each([
  ['GET /x HTTP/1.1'],
  ['GET /x HTTP/1.0'],
  [`GET /x HTTP/1.1\r\n${HERE}\r\nHost: evil.example`],
  [`GET /x HTTP/1.1\r\nhost: evil.example\r\n${HERE}`],
  [`GET /x HTTP/1.1\r\n${HERE}\r\n${HERE}`],
  [`GET http://evil.example/x HTTP/1.1\r\n${HERE}`],
  [`GET http://localhost@evil.example/x HTTP/1.1\r\n${HERE}`],
  [`GET http://evil.example?.localhost/x HTTP/1.1\r\n${HERE}`],
  ['GET http://localhost/x HTTP/1.1\r\nHost: evil.example'],
  ['OPTIONS * HTTP/1.1\r\nHost: evil.example'],
])('%j names no host, two, or another one in its target', async (head) => {
  expect(await raw(head)).toMatch(/^HTTP\/1\.1 403 /);
  expect(handled).toEqual([]);
});

test.each([
  'Origin: http://evil.example',
  'Origin: null',
  'Origin:',
  'Origin: http://localhost',
  'Origin: http://localhost:1',
  'Origin: https://localhost:OWN',
  'Origin: http://localhost:OWN/',
  'Origin: http://evil.example:OWN',
  'Origin: http://localhost:OWN\r\nOrigin: http://evil.example',
  'Origin: chrome-extension://abcdefgh',
  'Sec-Fetch-Site: cross-site',
  'Sec-Fetch-Site: Cross-Site',
  'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document',
  'Sec-Fetch-Site: same-site',
  'Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image',
  'Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe',
  'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site',
  'Origin: http://localhost:OWN\r\nSec-Fetch-Site: cross-site',
])('a page of others is refused by %j', async (headers) => {
  expect(await raw(`GET /x HTTP/1.1\r\n${HERE}\r\n${headers}`)).toMatch(/^HTTP\/1\.1 403 /);
  expect(await raw(`POST /x HTTP/1.1\r\n${HERE}\r\n${headers}\r\nContent-Length: 0`)).toMatch(
    /^HTTP\/1\.1 403 /,
  );
  expect(handled).toEqual([]);
});

test.each([
  'Origin: http://localhost:OWN',
  'Origin: http://127.0.0.1:OWN',
  'Origin: http://[::1]:OWN',
  'Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors',
  'Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate',
  'Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document',
])('a page of this port, an address typed in and a link on localhost pass: %j', async (headers) => {
  expect(await raw(`GET /x HTTP/1.1\r\n${HERE}\r\n${headers}`)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a form of another port of localhost is refused', async () => {
  const form = 'Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document';

  expect(await raw(`POST /x HTTP/1.1\r\n${HERE}\r\n${form}\r\nContent-Length: 0`)).toMatch(
    /^HTTP\/1\.1 403 /,
  );
});

test('the refusal says what is wrong, and no page may read it', async () => {
  const answer = await raw('GET /x HTTP/1.1\r\nHost: evil.example');

  expect(answer).toContain('"__type":"AccessDeniedException"');
  expect(answer).toContain('Host must name this machine');
  expect(answer.toLowerCase()).not.toContain('access-control-');
});

test('a port of the API under test takes every host and origin', async () => {
  const open = await Listener.open({ port: 0, purpose: 'order service', variable: 'ORDER_PORT' });
  onTestFinished(() => open.close());
  open.serve((_, response) => response.end('open'));

  const head =
    'POST /chaos/error HTTP/1.1\r\nHost: evil.example\r\nOrigin: null\r\nSec-Fetch-Site: cross-site';

  expect(await raw(head, open.port)).toMatch(/^HTTP\/1\.1 200 /);
});
