import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readHits } from './order-hits.ts';
import { timelineOf } from './timeline.ts';

const HIT = {
  name: 'chaos.hit',
  timeUnixNano: '1764021234567999999',
  attributes: {
    'chaos.fault': 'header-1',
    'chaos.point': 'order.payments.charge',
    'chaos.mode': 'exception',
    'chaos.when': 'after',
  },
};
const traceOf = (orderId: number) => ({
  spans: [
    { attributes: { 'food.order.id': orderId }, events: [] },
    { attributes: {}, events: [HIT, { ...HIT, name: 'exception' }] },
  ],
});

/** An engine that keeps one trace of order 7, and one that only contains its number. */
async function engine(): Promise<string> {
  const answers: Record<string, unknown> = {
    '/traces.json?chaos=1&q=7&limit=20': { traces: [{ traceId: 'a' }, { traceId: 'b' }] },
    '/traces/a.json': traceOf(7),
    '/traces/b.json': traceOf(77),
  };
  const server = createServer(({ url = '' }, response) => {
    response.end(JSON.stringify(answers[url] ?? {}));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return String((server.address() as AddressInfo).port);
}

test('the hits of an order come from its traces, and are in its history', async () => {
  const hits = await readHits({ ENGINE_PORT: await engine() }, 7);

  expect(hits).toEqual([
    { atMs: 1_764_021_234_567, name: 'header-1@order.payments.charge', what: 'exception after' },
  ]);
  const nothing = { order: undefined, reservation: undefined, copy: undefined };
  expect(timelineOf({ orderId: 7, ...nothing, entries: [], deadLetters: [], hits })).toEqual([
    {
      about: 'header-1@order.payments.charge: exception after',
      atMs: 1_764_021_234_567,
      kind: 'hit',
      store: 'faults',
      what: '⚡ header-1@order.payments.charge: exception after',
    },
  ]);
});

test('without an engine there are none', async () => {
  expect(await readHits({ ENGINE_PORT: '1' }, 7)).toEqual([]);
});
