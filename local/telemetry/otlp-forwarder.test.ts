import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { tracesBody } from '#tests/support/engine/test-spans';
import { OtlpForwarder, type OtlpForwarderOptions } from './otlp-forwarder.ts';

/** Records what it is sent; answers 503 while `refuses` is set. */
async function startCollector() {
  const received: string[] = [];
  const state = { refuses: false, hangs: false };
  const server: Server = createServer(async (request, response) => {
    const body = await text(request);
    if (state.hangs) return;
    if (!state.refuses) received.push(`${request.url} ${body}`);
    response.writeHead(state.refuses ? 503 : 200).end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, received, state };
}

const spansBody = (spans: number): Buffer =>
  tracesBody(
    'order',
    Array.from({ length: spans }, (_, at) => ({ trace: 'a', id: at.toString(16) })),
  );
const countsBody = (name: string, points: number): Buffer => {
  const metric = { name, sum: { dataPoints: Array.from({ length: points }, () => ({ asInt: 1 })) } };
  return Buffer.from(JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] }));
};

function startForwarder(options: OtlpForwarderOptions): OtlpForwarder {
  const forwarder = new OtlpForwarder(options);
  onTestFinished(() => forwarder.close(0));
  return forwarder;
}

test('what comes is passed on, each kind to its path', async () => {
  const { endpoint, received } = await startCollector();
  const forwarder = startForwarder({ endpoint });

  forwarder.pass('traces', Buffer.from('a'));
  forwarder.pass('logs', Buffer.from('b'));
  forwarder.pass('metrics', Buffer.from('c'));

  await expect.poll(() => received.toSorted()).toEqual(['/v1/logs b', '/v1/metrics c', '/v1/traces a']);
  expect(forwarder.dropped).toEqual({ traces: 0, logs: 0, metrics: 0 });
});

test('what is passed on has the headers that the receiver asks for', async () => {
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['api-key'], request.headers['content-type']);
    response.end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const headers = { 'api-key': 'secret', 'content-type': 'text/plain' };

  startForwarder({ endpoint: `http://127.0.0.1:${port}`, headers }).pass('traces', Buffer.from('a'));

  await expect.poll(() => keys).toEqual(['secret', 'application/json']);
});

test('while the receiver is away, spans are dropped and counted, and counts wait for it in their order', async () => {
  const { endpoint, received, state } = await startCollector();
  state.refuses = true;
  const forwarder = startForwarder({ endpoint });

  forwarder.pass('traces', spansBody(7));
  await expect.poll(() => forwarder.dropped.traces).toBe(7);
  for (const body of ['1', '2', '3']) forwarder.pass('metrics', Buffer.from(body));
  forwarder.passOnce('metrics', countsBody('a gauge', 2));
  await expect.poll(() => forwarder.dropped.metrics).toBe(2);
  state.refuses = false;

  await expect
    .poll(() => received, { timeout: 10_000 })
    .toEqual(['/v1/metrics 1', '/v1/metrics 2', '/v1/metrics 3']);
});

test('what waits for a receiver that hangs has a limit, and what is beyond it is counted', async () => {
  const { endpoint, state } = await startCollector();
  state.hangs = true;
  const [spans, counts] = [spansBody(10), countsBody('orders', 1)];
  const waitingBytes = Math.floor(2.5 * spans.length);
  const forwarder = startForwarder({ endpoint, waitingBytes, timeoutMs: 60_000 });

  for (let count = 0; count < 6; count++) forwarder.pass('traces', spans);
  expect(forwarder.dropped.traces).toBe(20); // two under way, two waiting
  const fitting = Math.floor(waitingBytes / counts.length);
  for (let count = 0; count < fitting + 2; count++) forwarder.pass('metrics', counts);
  expect(forwarder.dropped.metrics).toBe(2);
});

test('at its end it waits for what is under way, but not for ever', async () => {
  const { endpoint, received, state } = await startCollector();
  const forwarder = new OtlpForwarder({ endpoint });
  forwarder.pass('traces', Buffer.from('last'));

  await forwarder.close(5_000);

  expect(received).toEqual(['/v1/traces last']);
  state.hangs = true;
  const hanging = new OtlpForwarder({ endpoint });
  hanging.pass('traces', Buffer.from('never'));
  await hanging.close(20);
});
