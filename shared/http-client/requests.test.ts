import { expect, onTestFinished, test } from 'vitest';
import { startRawServer } from '#tests/support/http/raw-server';
import { createHttpClient } from './client.ts';
import type { HttpRequest } from './message.ts';

const LIMITS = { timeoutMs: 10_000 };

async function sent(request: Partial<HttpRequest>): Promise<string> {
  const { url, requests } = await startRawServer(
    ({ socket }) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
  );
  const client = createHttpClient({ url, mostConnections: 1 });
  onTestFinished(() => client.close());
  await client.request({ method: 'POST', path: '/a?b=1', headers: {}, ...request }, LIMITS);
  return (requests[0]?.text ?? '').replaceAll(url.host, 'HOST').replaceAll('\r\n', '\n');
}

test('a request has the host, the headers and the length of its body', async () => {
  expect(await sent({ headers: { 'content-type': 'application/json', 'X-A': '1' }, body: '{}' })).toBe(
    'POST /a?b=1 HTTP/1.1\nhost: HOST\ncontent-type: application/json\nX-A: 1\ncontent-length: 2\n\n{}',
  );
});

test('the length is that of the bytes, whatever the caller says', async () => {
  const text = await sent({
    headers: { 'Content-Length': '1', host: 'elsewhere', 'transfer-encoding': 'chunked' },
    body: '치킨',
  });

  expect(text.split('\n\n')[0]).toBe('POST /a?b=1 HTTP/1.1\nhost: HOST\ncontent-length: 6');
  expect(Buffer.from(text.split('\n\n')[1] ?? '', 'latin1').toString()).toBe('치킨');
});

test('bytes are sent as they are', async () => {
  const body = Uint8Array.from({ length: 256 }, (_, n) => n);

  const text = await sent({ body });

  expect(text.split('\n\n').slice(1).join('\n\n')).toBe(
    Buffer.from(body).toString('latin1').replaceAll('\r\n', '\n'),
  );
});

test('letters of Latin-1 may be sent in a header', async () => {
  expect(await sent({ headers: { authorization: 'Bearer caf\xe9' } })).toContain(
    '\nauthorization: Bearer caf\xe9\n',
  );
});

test('a GET without a body has no length, a POST has one', async () => {
  expect(await sent({ method: 'GET' })).not.toContain('content-length');
  expect(await sent({ method: 'POST' })).toContain('\ncontent-length: 0\n');
});

test.each<[string, Partial<HttpRequest>]>([
  ['a line end in a header', { headers: { 'x-a': '1\r\nx-b: 2' } }],
  ['a line feed in a header', { headers: { 'x-a': '1\nx-b: 2' } }],
  ['a letter beyond Latin-1 in a header', { headers: { 'x-a': '치킨' } }],
  ['a line end in the name of a header', { headers: { 'x-a: 1\r\nx-b': '2' } }],
  ['no name of a header', { headers: { '': '2' } }],
  ['a blank in the path', { path: '/a HTTP/1.1\r\nx-a: 1' }],
  ['a path that is a URL', { path: 'http://elsewhere/' }],
  ['a letter beyond ASCII in the path', { path: '/치킨' }],
  ['a blank in the method', { method: 'GET /' }],
])('%s is refused, and nothing is sent', async (_what, request) => {
  const server = await startRawServer(() => {});
  const client = createHttpClient({ url: server.url, mostConnections: 1 });

  await expect(client.request({ method: 'GET', path: '/', headers: {}, ...request }, LIMITS)).rejects.toThrow(
    TypeError,
  );

  expect(server.accepted()).toBe(0);
});

test('an address of no HTTP is refused', () => {
  expect(() => createHttpClient({ url: new URL('ftp://a'), mostConnections: 1 })).toThrow(
    'only http: and https:',
  );
});
