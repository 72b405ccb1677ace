import { expect, onTestFinished, test } from 'vitest';
import { type RawRequest, startRawServer } from '#tests/support/http/raw-server';
import { createHttpClient } from './client.ts';

const GET = { method: 'GET', path: '/', headers: {} } as const;
const POST = { method: 'POST', path: '/', headers: {}, body: '{}' } as const;
const LIMITS = { timeoutMs: 10_000 };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

async function serve(onRequest: (request: RawRequest) => void) {
  const server = await startRawServer(onRequest);
  const client = createHttpClient({ url: server.url, mostConnections: 8 });
  onTestFinished(() => client.close());
  return { server, client };
}

/** Answers the first request, and closes the connection at the second without a word: it was closed already. */
const stale = (partOfAnswer = '') => {
  return ({ socket, number }: RawRequest): void => {
    if (number === 1) socket.end(partOfAnswer);
    else socket.write(OK);
  };
};

test('a kept connection that turns out to be closed fails a call that may not be repeated', async () => {
  const { server, client } = await serve(stale());
  await client.request(GET, LIMITS);

  await expect(client.request(POST, LIMITS)).rejects.toMatchObject({ code: 'ECONNRESET' });

  expect(server.requests).toHaveLength(2);
});

test('one that may be repeated is sent again, once, on a new connection', async () => {
  const { server, client } = await serve(stale());
  await client.request(GET, LIMITS);

  expect((await client.request({ ...POST, isRepeatable: true }, LIMITS)).status).toBe(200);

  expect([server.accepted(), server.requests.length]).toEqual([2, 3]);
});

test.each(['HTTP/1.1 2', 'HTTP/1.1 103 Early Hints\r\n\r\n'])(
  'it is not, where something of an answer had come: %j',
  async (part) => {
    const { server, client } = await serve(stale(part));
    await client.request(GET, LIMITS);

    await expect(client.request({ ...POST, isRepeatable: true }, LIMITS)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });

    expect(server.requests).toHaveLength(2);
  },
);

test('it is not, where the connection was new', async () => {
  const { server, client } = await serve(({ socket }) => void socket.end());

  await expect(client.request({ ...POST, isRepeatable: true }, LIMITS)).rejects.toMatchObject({
    code: 'ECONNRESET',
  });

  expect(server.requests).toHaveLength(1);
});

test('a server that closes every connection gets a call twice at most', async () => {
  const { server, client } = await serve(({ socket, number }) => {
    if (number === 0) socket.write(OK);
    else socket.resetAndDestroy();
  });
  await client.request(GET, LIMITS);

  await expect(client.request({ ...POST, isRepeatable: true }, LIMITS)).rejects.toMatchObject({
    code: 'ECONNRESET',
  });

  expect(server.requests).toHaveLength(3);
});

test('one stale connection ends the other idle ones, which are as old', async () => {
  let isRestarted = false;
  const { server, client } = await serve(({ socket }) => {
    if (isRestarted) socket.resetAndDestroy();
    else setTimeout(() => socket.write(OK), 5);
  });
  await Promise.all([1, 2, 3].map(() => client.request(GET, LIMITS)));
  expect(server.sockets.size).toBe(3);
  isRestarted = true;

  await expect(client.request(POST, LIMITS)).rejects.toMatchObject({ code: 'ECONNRESET' });
  isRestarted = false;
  await expect.poll(() => server.sockets.size).toBe(0);

  expect((await client.request(POST, LIMITS)).status).toBe(200);
});
