import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { type RawRequest, startRawServer } from '#tests/support/http/raw-server';
import { createHttpClient, type HttpClientOptions } from './client.ts';

const GET = { method: 'GET', path: '/', headers: {} } as const;
const POST = { method: 'POST', path: '/', headers: {}, body: '{}' } as const;
const LIMITS = { timeoutMs: 10_000 };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const withHeader = (header: string): string => OK.replace('\r\n', `\r\n${header}\r\n`);
const answering =
  (answer: string) =>
  ({ socket }: RawRequest): void =>
    void socket.write(answer);

async function serve(onRequest: (request: RawRequest) => void, options: Partial<HttpClientOptions> = {}) {
  const server = await startRawServer(onRequest);
  const client = createHttpClient({ url: server.url, mostConnections: 8, ...options });
  onTestFinished(() => client.close());
  return { server, client };
}

test('calls one after the other share a connection', async () => {
  const { server, client } = await serve(answering(OK));

  for (let n = 0; n < 20; n++) await client.request(GET, LIMITS);

  expect([server.accepted(), server.requests.length]).toEqual([1, 20]);
});

test('calls at the same time have a connection each, up to the limit, and none is pipelined', async () => {
  const open = new Map<unknown, number>();
  let mostOnOne = 0;
  const { server, client } = await serve(
    ({ socket }) => {
      open.set(socket, (open.get(socket) ?? 0) + 1);
      mostOnOne = Math.max(mostOnOne, open.get(socket) ?? 0);
      setTimeout(() => {
        open.set(socket, 0);
        socket.write(OK);
      }, 5);
    },
    { mostConnections: 3 },
  );

  const answers = await Promise.all(Array.from({ length: 20 }, () => client.request(GET, LIMITS)));

  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect([server.accepted(), mostOnOne]).toEqual([3, 1]);
});

test('each call gets its own answer, however many are under way', async () => {
  const { client } = await serve(
    ({ socket, text }) => {
      const path = text.split(' ')[1] as string;
      setTimeout(
        () => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${path.length}\r\n\r\n${path}`),
        path.length,
      );
    },
    { mostConnections: 4 },
  );
  const paths = Array.from({ length: 100 }, (_, n) => `/${'x'.repeat(n % 7)}${n}`);

  const bodies = await Promise.all(paths.map((path) => client.request({ ...GET, path }, LIMITS)));

  expect(bodies.map(({ body }) => body.toString())).toEqual(paths);
});

test.each([
  ['that says close', withHeader('connection: close')],
  ['that says close among others', withHeader('Connection: x, Close')],
  ['of HTTP/1.0', OK.replace('1.1', '1.0')],
  ['with bytes after it', `${OK}garbage`],
  ['with another answer after it', `${OK}${OK}`],
])('after an answer %s the next call has a new connection', async (_what, answer) => {
  const { server, client } = await serve(answering(answer));

  for (let n = 0; n < 3; n++) {
    expect((await client.request(GET, LIMITS)).body.toString()).toBe('ok');
  }

  expect(server.accepted()).toBe(3);
});

test('an answer of HTTP/1.0 may keep its connection', async () => {
  const { server, client } = await serve(
    answering(withHeader('connection: keep-alive').replace('1.1', '1.0')),
  );

  for (let n = 0; n < 3; n++) await client.request(GET, LIMITS);

  expect(server.accepted()).toBe(1);
});

test('a connection on which something comes that was not asked for is closed', async () => {
  const { server, client } = await serve(answering(OK));
  await client.request(GET, LIMITS);

  for (const socket of server.sockets)
    socket.write(`HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n`);
  await expect.poll(() => server.sockets.size).toBe(0);

  expect((await client.request(GET, LIMITS)).status).toBe(200);
});

test('a connection that the server closed while it was idle is not used again', async () => {
  const { server, client } = await serve(answering(OK));
  await client.request(GET, LIMITS);
  for (const socket of server.sockets) socket.end();
  await expect.poll(() => server.sockets.size).toBe(0);

  await client.request(POST, LIMITS);

  expect([server.accepted(), server.requests.length]).toEqual([2, 2]);
});

test('a connection is not used in the last second before the server closes it', async () => {
  const { server, client } = await serve(answering(withHeader('Keep-Alive: timeout=1')));

  await client.request(GET, LIMITS);
  await client.request(GET, LIMITS);

  expect(server.accepted()).toBe(2);
});

test('a connection that the server keeps for longer is used again', async () => {
  const { server, client } = await serve(answering(withHeader('Keep-Alive: timeout=60, max=100')));

  await client.request(GET, LIMITS);
  await client.request(GET, LIMITS);

  expect(server.accepted()).toBe(1);
});

test('an answer that comes before the request is sent does not leave half a request on a kept connection', async () => {
  const { server, client } = await serve(() => {});
  // no complete request arrives: the server answers at the first byte, and reads nothing more
  const body = 'x'.repeat(30_000_000);
  const answer = client.request({ ...POST, body }, LIMITS);
  await expect.poll(() => server.sockets.size).toBe(1);
  for (const socket of server.sockets) socket.pause().write(withHeader('x-early: 1'));

  expect((await answer).headers['x-early']).toBe('1');
  for (const socket of server.sockets) socket.resume();
  await expect.poll(() => server.sockets.size).toBe(0);
});

test('a closed client fails every call that is not answered, and leaves no connection', async () => {
  const { server, client } = await serve(() => {}, { mostConnections: 1 });
  const [first, second] = [client.request(GET, LIMITS), client.request(GET, LIMITS)];
  await expect.poll(() => server.requests.length).toBe(1);

  client.close();

  await expect(first).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(second).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect.poll(() => server.sockets.size).toBe(0);
  expect(server.accepted()).toBe(1);
});

test('an idle connection does not keep a program running, and a call under way does', async () => {
  const { server } = await serve(({ socket }) => void setTimeout(() => socket.write(OK), 20));
  const client = new URL('./client.ts', import.meta.url).href;
  const program = `
    const { createHttpClient } = await import('${client}');
    const client = createHttpClient({ url: new URL('${server.url.href}'), mostConnections: 1 });
    for (let n = 0; n < 3; n++) {
      const { body } = await client.request({ method: 'GET', path: '/', headers: {} }, { timeoutMs: 10_000 });
      process.stdout.write(body);
    }
  `;

  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);

  expect([stdout, server.accepted()]).toEqual(['okokok', 1]);
});
