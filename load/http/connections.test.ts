import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Connections } from './connections.ts';

const SHORT_MS = 300;
/** Longer than any answer takes here, also on a busy machine. */
const PATIENT_MS = 20_000;

async function serverAt(handle: http.RequestListener): Promise<string> {
  const server = http.createServer(handle);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function connectionsOf(timeoutMs = PATIENT_MS, most = Number.POSITIVE_INFINITY): Connections {
  const connections = new Connections({ most, timeoutMs });
  onTestFinished(() => connections.close());
  return connections;
}
const get = (url: string) => ({ method: 'GET', url, headers: {} });

test('an answer has its status, its text, and the times of send and end', async () => {
  const url = await serverAt((request, response) => {
    request.pipe(response.writeHead(201));
  });
  const beforeMs = performance.now();
  const { result, sentMs, answeredMs } = await connectionsOf().send({
    ...get(url),
    method: 'POST',
    body: '주문',
  });

  expect(result).toEqual({ status: 201, text: '주문' });
  expect(sentMs).toBeGreaterThanOrEqual(beforeMs);
  expect(answeredMs).toBeGreaterThanOrEqual(sentMs ?? 0);
});

test.each<[string, http.RequestListener]>([
  ['timeout', () => undefined],
  ['timeout', (_, response) => void response.write('half of the answer')],
  ['reset', (request) => request.socket.destroy()],
  ['reset', (request, response) => response.write('half', () => request.socket.destroy())],
  ['unreadable', (request) => request.socket.end('HTTP/1.1 OK\r\n\r\n')],
])('no answer: %s', async (reason, handle) => {
  const url = await serverAt(handle);

  const connections = connectionsOf(reason === 'timeout' ? SHORT_MS : PATIENT_MS);

  expect((await connections.send(get(url))).result).toEqual({ noAnswer: reason });
});

test('over a slow line a body comes in pieces and the answer is left unread, and both are whole', async () => {
  const pieces: number[] = [];
  const url = await serverAt((request, response) => {
    const received: Buffer[] = [];
    request.on('data', (piece: Buffer) => received.push(piece));
    request.on('end', () => {
      pieces.push(...received.map(({ length }) => length));
      response.writeHead(201).end(Buffer.concat(received));
    });
  });
  const body = '주문 '.repeat(20);
  const {
    result,
    sentMs = 0,
    answeredMs,
  } = await connectionsOf().send({
    ...get(url),
    method: 'POST',
    body,
    line: { sendMs: 100, readMs: 100 },
  });

  expect(result).toEqual({ status: 201, text: body });
  expect(pieces.length).toBeGreaterThan(5);
  expect(answeredMs - sentMs).toBeGreaterThanOrEqual(195);
});

test('who reads too slowly has no answer, though the server has sent it', async () => {
  let hasAnswered = false;
  const url = await serverAt((_, response) => {
    response.end('done', () => {
      hasAnswered = true;
    });
  });
  const line = { sendMs: 0, readMs: 4 * SHORT_MS };
  const { result } = await connectionsOf(2 * SHORT_MS).send({ ...get(url), line });

  expect([result, hasAnswered]).toEqual([{ noAnswer: 'timeout' }, true]);
});

test('a port where nothing listens refuses', async () => {
  const { result } = await connectionsOf().send(get('http://127.0.0.1:1/'));

  expect(result).toEqual({ noAnswer: 'refused' });
});

test('what waits for a connection is sent later, and its time goes on', async () => {
  const held: http.ServerResponse[] = [];
  const url = await serverAt((_, response) => void held.push(response));
  const connections = connectionsOf(5 * SHORT_MS, 1);
  let sent = 0;
  const answers = [1, 2].map(() => connections.send(get(url), () => sent++));
  await expect.poll(() => held.length).toBe(1);
  expect(sent).toBe(1);
  held[0]?.end();
  const [first, second] = await Promise.all(answers);

  expect(first?.result).toEqual({ status: 200, text: '' });
  expect(second?.sentMs).toBeGreaterThanOrEqual(first?.answeredMs ?? Number.POSITIVE_INFINITY);
  expect(second?.result).toEqual({ noAnswer: 'timeout' });
});

test('a connection is used again', async () => {
  const sockets = new Set<unknown>();
  const url = await serverAt((request, response) => {
    sockets.add(request.socket);
    response.end();
  });
  const connections = connectionsOf();
  for (let i = 0; i < 3; i++) await connections.send(get(url));

  expect(sockets.size).toBe(1);
});
