import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chaosApi } from './chaos-api.ts';

const RULE = { id: 'slow', point: 'user.handler', mode: 'latency' };
let statuses: number[];
let asked: number;
const server = createServer((request, response) => {
  request.resume();
  asked += 1;
  response.statusCode = statuses.shift() ?? 200;
  response.end(JSON.stringify(response.statusCode === 200 ? RULE : { detail: 'The rule could not be set' }));
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => once(server.close(), 'close'));
beforeEach(() => {
  asked = 0;
});

const put = () => {
  const { port } = server.address() as AddressInfo;
  return chaosApi(() => `http://127.0.0.1:${port}`, undefined).put('user', RULE.id, RULE);
};

test('a store of switches that does not answer in time is asked again', async () => {
  statuses = [503, 503];

  expect(await put()).toEqual(RULE);
  expect(asked).toBe(3);
});

test('what stays unavailable is said, with the answer', async () => {
  statuses = [503, 503, 503];

  await expect(put()).rejects.toThrow(/PUT .* answered 503: .*could not be set/);
  expect(asked).toBe(3);
});

test('any other answer is final', async () => {
  statuses = [500];

  await expect(put()).rejects.toThrow(/answered 500/);
  expect(asked).toBe(1);
});
