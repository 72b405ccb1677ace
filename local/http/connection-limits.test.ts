import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { bodyOf, ERROR_FORM, echo, QUICK_LIMITS, startTestServer } from '#tests/support/engine/test-server';
import { CONNECTION_LIMITS } from './connection-limits.ts';

test.each([
  ['half a line', 'GET /x'],
  ['a head without end', 'GET /x HTTP/1.1\r\nHost: a\r\nX: '],
  ['half a body', 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf'],
  ['half a body in chunks', 'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'],
])('%s is answered 408, once, and the connection closed', async (_, bytes) => {
  const { connect, server } = await startTestServer(echo, { limits: QUICK_LIMITS });
  const raw = connect();

  raw.send(bytes);

  const answer = await raw.closed();
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(bodyOf(answer)).toEqual({ ...ERROR_FORM, code: 'request_timeout' });
  await expect.poll(() => connections(server)).toBe(0);
});

test('a slow trickle of bytes does not extend the time limit', async () => {
  const { connect } = await startTestServer(echo, { limits: QUICK_LIMITS });
  const raw = connect();
  raw.send('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n');
  const drip = setInterval(() => raw.send('x'), 10);
  onTestFinished(() => clearInterval(drip));

  expect(await raw.closed()).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection that never sends a byte is closed without an answer', async () => {
  const { connect } = await startTestServer(echo, { limits: QUICK_LIMITS });

  expect(await connect().closed()).toBe('');
});

test('a handler may take longer than a request', async () => {
  const { connect } = await startTestServer(
    async (_, response) => {
      await sleep(4 * QUICK_LIMITS.receiveMs);
      response.end('at last');
    },
    { limits: QUICK_LIMITS },
  );
  const raw = connect();
  raw.send('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab');

  await raw.until('at last');
});

test('a slow body that is complete in time is served, and the connection stays open', async () => {
  const limits = { ...QUICK_LIMITS, receiveMs: 2_000 };
  const { connect } = await startTestServer(echo, { limits });
  const raw = connect();
  raw.send('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n');
  for (const byte of 'slow') {
    await sleep(20);
    raw.send(byte);
  }
  await raw.until('POST /x for a');

  await sleep(2 * limits.sweepMs);
  raw.send('GET /again HTTP/1.1\r\nHost: a\r\n\r\n');

  await raw.until('GET /again for a');
});

test('an idle connection is closed after its time, and so is one whose answer is not read', async () => {
  const big = Buffer.alloc(20_000_000);
  let calls = 0;
  const { connect, server } = await startTestServer(
    (request, response) => {
      calls++;
      response.end(request.url === '/big' ? big : 'small');
    },
    { limits: { ...QUICK_LIMITS, idleMs: 100 } },
  );
  const unread = connect();
  unread.socket.pause();
  unread.send('GET /big HTTP/1.1\r\nHost: a\r\n\r\n');
  const idle = connect();
  idle.send('GET /small HTTP/1.1\r\nHost: a\r\n\r\n');
  await expect.poll(() => calls).toBe(2);

  expect(await idle.closed()).toContain('small');
  await expect.poll(() => connections(server)).toBe(0);
});

test('a body cut off by a caller that leaves does no harm', async () => {
  let request: IncomingMessage | undefined;
  const { connect, url, lines } = await startTestServer((incoming, response) => {
    if (incoming.method === 'GET') return response.end('good');
    request = incoming.resume();
  });
  const raw = connect();
  raw.send('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
  await expect.poll(() => request).toBeDefined();

  raw.socket.resetAndDestroy();

  await expect.poll(() => request?.destroyed).toBe(true);
  expect((await fetch(url)).status).toBe(200);
  expect(lines).toEqual([]);
});

test('by default an incomplete request is closed within 30 s of its first byte, and idle connections after 60 s', () => {
  const { receiveMs, sweepMs, lingerMs, idleMs } = CONNECTION_LIMITS;

  expect(receiveMs + sweepMs + lingerMs).toBeLessThanOrEqual(29_000);
  expect(idleMs).toBe(60_000);
});

test('every port uses the default limits', async () => {
  const { server } = await startTestServer(echo);

  expect(server).toMatchObject({ headersTimeout: 25_000, requestTimeout: 25_000, keepAliveTimeout: 60_000 });
});

const connections = (server: { getConnections(done: (error: Error | null, count: number) => void): void }) =>
  new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
