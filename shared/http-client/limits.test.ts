import { getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startRawServer } from '#tests/support/http/raw-server';
import { createHttpClient } from './client.ts';

const GET = { method: 'GET', path: '/', headers: {} } as const;
const LIMITS = { timeoutMs: 10_000 };
const SHORT = { timeoutMs: 50 };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const TOO_LATE = { name: 'TimeoutError', code: 'ETIMEDOUT' };

/** A server that sends this at once and then nothing more. */
async function stopsAfter(part: string) {
  const server = await startRawServer(({ socket }) => void socket.write(part));
  const client = createHttpClient({ url: server.url, mostConnections: 4 });
  onTestFinished(() => client.close());
  return { server, client };
}

test.each([
  ['nothing', ''],
  ['half a head', 'HTTP/1.1 200 OK\r\n'],
  ['half a body', OK.slice(0, -1)],
  ['a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n'],
  ['a body whose end is that of the connection', 'HTTP/1.1 200 OK\r\n\r\nok'],
])('a server that stops after %s costs the time limit, and its connection', async (_what, part) => {
  const { server, client } = await stopsAfter(part);

  await expect(client.request(GET, SHORT)).rejects.toMatchObject(TOO_LATE);

  await expect.poll(() => server.sockets.size).toBe(0);
});

test('the limit is that of the whole answer: one that comes in drops does not extend it', async () => {
  const server = await startRawServer(({ socket }) => {
    const drops = setInterval(() => socket.write('x-a: 1\r\n'), 10);
    socket.on('close', () => clearInterval(drops)).write('HTTP/1.1 200 OK\r\n');
  });
  const client = createHttpClient({ url: server.url, mostConnections: 1 });

  await expect(client.request(GET, SHORT)).rejects.toMatchObject(TOO_LATE);
});

/** A client with one connection, on which the first call waits for its answer until its time is over. */
async function occupied() {
  const server = await startRawServer(({ socket, number }) => {
    if (number > 0) socket.write(OK);
  });
  const client = createHttpClient({ url: server.url, mostConnections: 1 });
  onTestFinished(() => client.close());
  const first = client.request({ ...GET, path: '/first' }, { timeoutMs: 1_000 }).catch(() => undefined);
  await expect.poll(() => server.requests.length).toBe(1);
  return { server, client, first };
}

test('a call that waits for a connection is bounded too, and is never sent', async () => {
  const { server, client, first } = await occupied();

  await expect(client.request({ ...GET, path: '/second' }, SHORT)).rejects.toMatchObject(TOO_LATE);
  await first;
  await client.request({ ...GET, path: '/third' }, LIMITS);

  expect(server.requests.map(({ text }) => text.split(' ')[1])).toEqual(['/first', '/third']);
});

test('a call that waits gets the place of one that failed', async () => {
  const server = await startRawServer(({ socket, number }) => {
    if (number > 0) socket.write(OK);
  });
  const client = createHttpClient({ url: server.url, mostConnections: 1 });
  onTestFinished(() => client.close());
  const first = client.request(GET, SHORT);
  const second = client.request(GET, LIMITS);

  await expect(first).rejects.toMatchObject(TOO_LATE);
  expect((await second).status).toBe(200);
});

test('an aborted call fails as one of Node, and its connection is closed', async () => {
  const { server, client } = await stopsAfter('');
  const controller = new AbortController();
  const call = client.request(GET, { ...LIMITS, signal: controller.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  const reason = new Error('no longer needed');

  controller.abort(reason);

  await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: reason });
  await expect.poll(() => server.sockets.size).toBe(0);
});

test('a call whose signal is aborted already is not sent', async () => {
  const { server, client } = await stopsAfter(OK);

  await expect(client.request(GET, { ...LIMITS, signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });

  expect(server.accepted()).toBe(0);
});

test('a call without any time left is not sent', async () => {
  const { server, client } = await stopsAfter(OK);

  await expect(client.request(GET, { timeoutMs: 0 })).rejects.toMatchObject(TOO_LATE);

  expect(server.accepted()).toBe(0);
});

test('an aborted call that waits is never sent', async () => {
  const { server, client, first } = await occupied();
  const controller = new AbortController();
  const second = client.request({ ...GET, path: '/second' }, { ...LIMITS, signal: controller.signal });
  controller.abort();

  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await first;
  await client.request({ ...GET, path: '/third' }, LIMITS);

  expect(server.requests.map(({ text }) => text.split(' ')[1])).toEqual(['/first', '/third']);
});

test('an abort after the answer leaves the connection as it is, and no listener stays on the signal', async () => {
  const { server, client } = await stopsAfter(OK);
  const controller = new AbortController();
  for (let n = 0; n < 20; n++) await client.request(GET, { ...LIMITS, signal: controller.signal });
  const listeners = getEventListeners(controller.signal, 'abort');
  controller.abort();

  await client.request(GET, LIMITS);

  expect([server.accepted(), listeners]).toEqual([1, []]);
});

test('where nobody listens, the error is that of the socket', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await new Promise((closed) => server.close(closed));

  await expect(createHttpClient({ url, mostConnections: 1 }).request(GET, LIMITS)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a host that does not exist is named in the error', async () => {
  const client = createHttpClient({ url: new URL('http://nowhere.invalid'), mostConnections: 1 });

  await expect(client.request(GET, LIMITS)).rejects.toMatchObject({
    code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
  });
});

test('a reset has the code of a reset', async () => {
  const server = await startRawServer(({ socket }) => void socket.resetAndDestroy());
  const client = createHttpClient({ url: server.url, mostConnections: 1 });

  await expect(client.request(GET, LIMITS)).rejects.toMatchObject({ code: 'ECONNRESET' });
});
