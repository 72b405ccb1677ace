import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { OtlpSender } from '../sdk/otlp-sender.ts';
import { TextBatch } from './batch.ts';

async function batchTo(answer: () => number, delayMs = 3_600_000) {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(answer()).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const sender = new OtlpSender({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeoutMs: 60_000,
  });
  onTestFinished(() => {
    sender.close();
    server.closeAllConnections();
    server.close();
  });
  const batch = new TextBatch({
    frame: { head: '{"all":[', tail: ']}' },
    sink: sender.sinkOf('traces'),
    delayMs,
  });
  return { batch, bodies, sender };
}

const asJson = (value: unknown): string => JSON.stringify(value);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

test('items go together, in their order, whatever is in their text', async () => {
  const { batch, bodies } = await batchTo(() => 200);
  const items = ['a', '한국어 "quoted"', 'x'.repeat(100_000), '😀'];

  for (const item of items) batch.add(item, asJson);
  await batch.flush();
  batch.add('next', asJson);
  await batch.flush();
  await batch.flush();

  expect(bodies).toEqual([{ all: items }, { all: ['next'] }]);
});

test('many items, or some time, send them without being asked', async () => {
  const many = await batchTo(() => 200);
  for (const item of upTo(512)) many.batch.add(item, asJson);
  await expect.poll(() => many.bodies).toEqual([{ all: upTo(512) }]);

  const soon = await batchTo(() => 200, 20);
  soon.batch.add('late', asJson);
  await expect.poll(() => soon.bodies).toEqual([{ all: ['late'] }]);
});

test('while the sink is paused, items are counted and not even written', async () => {
  const { batch, sender } = await batchTo(() => 503);
  batch.add('refused', asJson);
  await batch.flush();

  for (const item of upTo(3)) batch.add(item, () => expect.fail('written'));
  await batch.flush();

  expect(sender.dropped.traces).toBe(4);
});
