import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { openExchanges } from './exchanges.ts';
import { EXPECTED, type HttpWork } from './load-plan.ts';

const NUMBER = '111111111111111';

async function startRecorder() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('the steps of a sequence have the same number, which no other sequence has', async () => {
  const { bodies, url } = await startRecorder();
  const step = (json: object): HttpWork => ({
    kind: 'http',
    url,
    requests: [{ method: 'POST', path: '/', json }],
    numbered: NUMBER,
    expect: { status: 200 },
  });
  const steps = [step({ pk: `order#${NUMBER}`, id: NUMBER }), step({ key: NUMBER })];
  const [first, second] = await openExchanges({ connections: 2, work: { kind: 'sequence', steps } });
  onTestFinished(() => Promise.all([first?.close(), second?.close()]).then(() => undefined));

  for (const exchange of [first, second, first]) expect(await exchange?.next()).toBe(EXPECTED);

  const numbers = bodies.map((body) => new Set(body.match(/\d+/g)));
  expect(numbers.map((found) => found.size)).toEqual([1, 1, 1, 1, 1, 1]);
  const [a, b, c, d, e, f] = numbers.map((found) => [...found][0]);
  expect([a, c, e]).toEqual([b, d, f]);
  expect(new Set([NUMBER, a, c, e]).size).toBe(4);
  expect(a).toHaveLength(NUMBER.length);
});
