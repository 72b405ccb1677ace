import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Delivery } from './delivery.ts';

async function listening(server: Server): Promise<URL> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

function deliveryTo(endpoint: URL) {
  const reports: string[] = [];
  return { delivery: new Delivery(endpoint, (text) => reports.push(text)), reports };
}

/** Settings frame of HTTP/2, which a gRPC server sends first. */
const HTTP2 = Buffer.from('000000040000000000', 'hex');

test('a receiver that speaks gRPC is reported once, and again after it took something', async () => {
  const endpoint = await listening(createServer((socket) => socket.on('error', () => {}).end(HTTP2)));
  const { delivery, reports } = deliveryTo(endpoint);

  for (let posts = 0; posts < 3; posts++) delivery.note(false);
  await expect.poll(() => reports).toHaveLength(1);
  delivery.note(false);

  expect(reports).toEqual([
    expect.stringMatching(
      new RegExp(`^telemetry cannot be delivered: ${endpoint.origin} takes no OTLP/HTTP JSON \\(.+\\)$`),
    ),
  ]);
  expect(delivery.problem).toContain('takes no OTLP/HTTP JSON');
  delivery.note(true);
  expect(delivery.problem).toBeUndefined();
  delivery.note(false);
  await expect.poll(() => reports).toHaveLength(2);
});

test('a refusal is reported with its status', async () => {
  const endpoint = await listening(createHttpServer((_, response) => response.writeHead(415).end()));
  const { delivery, reports } = deliveryTo(endpoint);

  delivery.note(false);

  await expect.poll(() => reports.join()).toContain('(it answered 415)');
});

test('the port of gRPC comes with the way out', async () => {
  const { delivery, reports } = deliveryTo(new URL('http://127.0.0.2:4317'));

  delivery.note(false);

  await expect.poll(() => reports.join()).toMatch(/\(.+\); 4317 is gRPC, try 4318$/);
});
