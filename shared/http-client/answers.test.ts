import http from 'node:http';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startRawServer } from '#tests/support/http/raw-server';
import { createHttpClient } from './client.ts';

interface Seen {
  readonly status: number;
  readonly headers: unknown;
  readonly body: string;
}

const lines = (...all: string[]): string => all.join('\r\n');
const MOST_BYTES = 1_000;
/** Its own limit of a call is longer, so that no error of these tests is that of the time. */
const LIMITS = { timeoutMs: 10_000 };

/** A server that sends these pieces, one after the other, and closes the connection if it is to. */
async function sending(pieces: readonly string[], closes: boolean) {
  const server = await startRawServer(({ socket }) => {
    send(socket, pieces, closes).catch(() => socket.destroy());
  });
  return server.url;
}

async function send(socket: Socket, pieces: readonly string[], closes: boolean): Promise<void> {
  for (const piece of pieces) {
    await new Promise((written) => socket.write(Buffer.from(piece, 'latin1'), written));
    // lets the client read what was written, so that the pieces arrive apart
    await new Promise((turn) => setImmediate(turn));
  }
  if (closes) socket.end();
}

async function byOurs(url: URL, method: string): Promise<Seen> {
  const client = createHttpClient({ url, mostConnections: 1, mostBodyBytes: MOST_BYTES });
  onTestFinished(() => client.close());
  const { status, headers, body } = await client.request({ method, path: '/', headers: {} }, LIMITS);
  return { status, headers: { ...headers }, body: body.toString('latin1') };
}

function byNodes(url: URL, method: string): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString('latin1') });
      });
    });
    request.on('error', reject).end();
  });
}

const whole = (answer: string): string[] => [answer];
const byteByByte = (answer: string): string[] => [...answer];
const WAYS = [
  ['whole', whole],
  ['byte by byte', byteByByte],
] as const;

const OK = 'HTTP/1.1 200 OK';
const GOOD: readonly (readonly [string, string, boolean?, string?])[] = [
  ['a length', lines(OK, 'content-length: 5', 'x-a: 1', '', 'hello')],
  ['a length of nothing', lines('HTTP/1.1 500 Internal Server Error', 'content-length: 0', '', '')],
  ['no reason in its status line', lines('HTTP/1.1 200', 'content-length: 2', '', 'ok')],
  ['blanks around a value, and none', lines(OK, 'x-a: \t 1 2 \t', 'x-b:', 'content-length:2', '', 'ok')],
  ['upper case', lines(OK, 'CONTENT-LENGTH: 2', 'X-A: B', '', 'ok')],
  ['letters of Latin-1', lines(OK, 'x-a: caf\xe9', 'content-length: 2', '', '\xe9\xff')],
  [
    'a name of an object in JavaScript',
    lines(OK, 'constructor: 1', 'tostring: 2', 'content-length: 2', '', 'ok'),
  ],
  ['a repeated name', lines(OK, 'x-a: 1', 'x-a: 2', 'content-length: 2', '', 'ok')],
  [
    'many headers',
    lines(OK, ...Array.from({ length: 200 }, (_, n) => `x-${n}: ${n}`), 'content-length: 0', '', ''),
  ],
  ['a large header', lines(OK, `x-a: ${'a'.repeat(12_000)}`, 'content-length: 2', '', 'ok')],
  [
    'chunks',
    lines(OK, 'transfer-encoding: chunked', '', '5', 'hello', '1;a=b', ' ', 'A', '0123456789', '0', '', ''),
  ],
  ['chunks in upper case', lines(OK, 'Transfer-Encoding: Chunked', '', '2', 'ok', '0', '', '')],
  ['chunks that hold line ends', lines(OK, 'transfer-encoding: chunked', '', '5', '\r\n0\r\n', '0', '', '')],
  ['chunks and trailers', lines(OK, 'transfer-encoding: chunked', '', '2', 'ok', '0', 'x-late: 1', '', '')],
  ['no chunk', lines(OK, 'transfer-encoding: chunked', '', '0', '', '')],
  ['an end with the connection', lines(OK, 'x-a: 1', '', 'hello'), true],
  ['an end with the connection, of HTTP/1.0', lines('HTTP/1.0 200 OK', '', 'hello'), true],
  [
    'an interim answer before it',
    lines('HTTP/1.1 103 Early Hints', 'link: </a>', '', OK, 'content-length: 2', '', 'ok'),
  ],
  [
    'two of them',
    lines('HTTP/1.1 100 Continue', '', 'HTTP/1.1 102 x', '', OK, 'content-length: 2', '', 'ok'),
  ],
  ['no body, by its status 204', lines('HTTP/1.1 204 No Content', 'x-a: 1', '', '')],
  [
    'no body, by its status 304, and a length',
    lines('HTTP/1.1 304 Not Modified', 'content-length: 5', '', ''),
  ],
  ['no body, by the method HEAD, and a length', lines(OK, 'content-length: 5', '', ''), false, 'HEAD'],
];
const IN_EACH_WAY = GOOD.flatMap((answer) => WAYS.map((way) => [answer, way] as const));

test.each(
  IN_EACH_WAY.map(
    ([[what, answer, closes, method], [way, split]]) => [what, way, split(answer), closes, method] as const,
  ),
)(
  'an answer with %s, sent %s, is read as Node reads it',
  async (_what, _way, pieces, closes = false, method = 'GET') => {
    const url = await sending(pieces, closes);

    expect(await byOurs(url, method)).toEqual(await byNodes(url, method));
  },
);

const BAD: readonly (readonly [string, string])[] = [
  ['is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['has no status', lines('HTTP/1.1 OK', '', '')],
  ['has a line without a colon', lines(OK, 'content-length 5', '', 'hello')],
  ['has a header without a name', lines(OK, ': 5', '', 'hello')],
  ['has a blank in a name', lines(OK, 'content-length : 5', '', 'hello')],
  ['has a folded header', lines(OK, 'x-a: 1', ' 2', 'content-length: 5', '', 'hello')],
  ['has a NUL in a value', lines(OK, 'x-a: 1\0', 'content-length: 5', '', 'hello')],
  ['has a length that is no number', lines(OK, 'content-length: 5x', '', 'hello')],
  ['has a negative length', lines(OK, 'content-length: -1', '', 'hello')],
  ['has two lengths', lines(OK, 'content-length: 5', 'content-length: 6', '', 'hello!')],
  ['has a length and chunks', lines(OK, 'content-length: 5', 'transfer-encoding: chunked', '', '0', '', '')],
  ['has a chunk without a size', lines(OK, 'transfer-encoding: chunked', '', 'x', 'hello', '0', '', '')],
  [
    'has a chunk that is longer than it says',
    lines(OK, 'transfer-encoding: chunked', '', '2', 'hello', '0', '', ''),
  ],
  ['has a head without an end', `${OK}\r\nx-a: ${'a'.repeat(20_000)}`],
];

test.each(BAD)('an answer that %s is an error, for Node as for us', async (_what, answer) => {
  const url = await sending([answer], false);

  await expect(byOurs(url, 'GET')).rejects.toMatchObject({ name: 'BadAnswerError', code: 'ERR_BAD_ANSWER' });
  await expect(byNodes(url, 'GET')).rejects.toThrow();
});

test.each([
  ['HTTP/2', 'HTTP/2.0 200 OK\r\n\r\n'],
  ['another protocol', lines('HTTP/1.1 101 Switching Protocols', 'upgrade: x', '', '')],
  [
    'a coding of its body that was not asked for',
    lines(OK, 'transfer-encoding: gzip, chunked', '', '0', '', ''),
  ],
  ['a length above the limit', lines(OK, 'content-length: 1001', '', '')],
  ['chunks above the limit', lines(OK, 'transfer-encoding: chunked', '', '3e8', 'a'.repeat(1_000), '1', 'a')],
  ['a body above the limit, without a length', lines(OK, '', 'a'.repeat(1_001))],
  [
    'a line in its chunks that has no end',
    lines(OK, 'transfer-encoding: chunked', '', `1;${'a'.repeat(20_000)}`),
  ],
])('an answer with %s is an error', async (_what, answer) => {
  await expect(byOurs(await sending([answer], false), 'GET')).rejects.toMatchObject({
    code: 'ERR_BAD_ANSWER',
  });
});

test.each([
  ['nothing', ''],
  ['half a head', `${OK}\r\nx-a`],
  ['half a body', lines(OK, 'content-length: 5', '', 'he')],
  ['half a chunk', lines(OK, 'transfer-encoding: chunked', '', '5', 'he')],
  ['no last chunk', lines(OK, 'transfer-encoding: chunked', '', '5', 'hello', '')],
  ['an interim answer only', lines('HTTP/1.1 100 Continue', '', '')],
])('a connection that ends after %s is lost, for Node as for us', async (_what, answer) => {
  const url = await sending([answer], true);

  await expect(byOurs(url, 'GET')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(byNodes(url, 'GET')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a long answer is put together, however it is cut', async () => {
  const parts = Array.from({ length: 50 }, (_, n) => `part ${n} `.repeat(n));
  const chunks = parts
    .filter((part) => part !== '')
    .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
  const answer = `${lines(OK, 'transfer-encoding: chunked', '', '')}${chunks.join('')}0\r\n\r\n`;
  for (const size of [3, 7, 64, 1_000, 4_096]) {
    const pieces = answer.match(new RegExp(`[^]{1,${size}}`, 'g')) as string[];
    const client = createHttpClient({ url: await sending(pieces, false), mostConnections: 1 });

    const { body } = await client.request({ method: 'GET', path: '/', headers: {} }, LIMITS);

    expect(body.toString()).toBe(parts.join(''));
    client.close();
  }
});
