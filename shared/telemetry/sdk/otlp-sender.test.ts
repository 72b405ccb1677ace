import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Signal } from '../otlp/text.ts';
import { OtlpSender } from './otlp-sender.ts';

interface Received {
  readonly path: string;
  readonly body: string;
}

/** A receiver with given answers, closed when the test ends. */
async function receiver(answer: () => number = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString() });
    response.writeHead(answer()).end('{}');
  });
  return { received, server, endpoint: await listening(server) };
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function senderTo(endpoint: string, timeoutMs?: number) {
  const dropped: [Signal, number][] = [];
  const onDropped = (signal: Signal, items: number) => dropped.push([signal, items]);
  const sender = new OtlpSender({ endpoint, onDropped, ...(timeoutMs && { timeoutMs }) });
  onTestFinished(() => sender.close());
  return { sender, dropped };
}

test('posts to the path of the signal, under the base it was given', async () => {
  const { received, endpoint } = await receiver();
  const { sender } = senderTo(`${endpoint}/otlp/`);

  expect(await sender.send('traces', '{"a":1}', 1)).toBe(true);
  expect(await sender.send('logs', Buffer.from('{"b":2}'), 1)).toBe(true);

  expect(received).toEqual([
    { path: '/otlp/v1/traces', body: '{"a":1}' },
    { path: '/otlp/v1/logs', body: '{"b":2}' },
  ]);
});

test('what a receiver refuses is counted, and for a while it is not asked again', async () => {
  const { received, endpoint } = await receiver(() => 503);
  const { sender, dropped } = senderTo(endpoint);

  expect(await sender.send('traces', '{}', 7)).toBe(false);
  expect(sender.isPaused).toBe(true);
  expect(await sender.send('logs', '{}', 3)).toBe(false);

  expect(received).toHaveLength(1);
  expect(dropped).toEqual([
    ['traces', 7],
    ['logs', 3],
  ]);
  expect(sender.dropped).toEqual({ traces: 7, logs: 3, metrics: 0 });
});

test('a receiver that came back is used again', async () => {
  let status = 503;
  const { received, endpoint } = await receiver(() => status);
  const { sender } = senderTo(endpoint);
  await sender.send('traces', '{}', 1);
  status = 200;

  await expect.poll(() => sender.send('traces', '{"later":true}', 1)).toBe(true);

  expect(received.at(-1)?.body).toBe('{"later":true}');
});

test('a receiver that takes the connection and says nothing costs the time limit', async () => {
  const endpoint = await listening(createTcpServer((socket) => socket.on('error', () => {})));
  const { sender, dropped } = senderTo(endpoint, 50);

  expect(await sender.send('metrics', '{}', 2)).toBe(false);

  expect(dropped).toEqual([['metrics', 2]]);
});

test('an absent receiver is no error', async () => {
  const { server, endpoint } = await receiver();
  await new Promise((done) => server.close(done));

  expect(await senderTo(endpoint).sender.send('traces', '{}', 1)).toBe(false);
});

test('a kept connection that died meanwhile is replaced, without a loss', async () => {
  const { received, server, endpoint } = await receiver();
  const { sender, dropped } = senderTo(endpoint);
  await sender.send('traces', '{"n":1}', 1);
  server.closeAllConnections();

  expect(await sender.send('traces', '{"n":2}', 1)).toBe(true);

  expect(received.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}']);
  expect(dropped).toEqual([]);
});
