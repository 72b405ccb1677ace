import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createHttpService } from './http-service.ts';

const CALL = { method: 'GET', path: '/health' } as const;

/** A neighbour that gives these statuses in turn, then 200; 0 is a call without an answer. */
async function neighbour(statuses: readonly number[], { timeoutMs = 5_000, breaker = false } = {}) {
  const asked: Socket[] = [];
  const attempts: (string | string[] | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    attempts.push(request.headers['x-chaos-attempt']);
    const status = statuses[asked.push(request.socket) - 1] ?? 200;
    if (status > 0) response.writeHead(status).end('{}');
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = createHttpService({ name: 'The user service', service: 'user', url, timeoutMs, breaker });
  return { service, asked, attempts };
}

test.each([429, 502, 503, 504])('%i is tried a second time', async (status) => {
  const { service, asked } = await neighbour([status]);

  expect(await service.call(CALL)).toEqual({ status: 200, body: {} });
  expect(asked).toHaveLength(2);
});

test('there is no third time, and none after a 500', async () => {
  const passing = await neighbour([503, 503]);
  const failed = await neighbour([500]);

  await expect(passing.service.call(CALL)).rejects.toMatchObject({ code: 'dependency_unavailable' });
  await expect(failed.service.call(CALL)).rejects.toMatchObject({ code: 'dependency_failed' });
  expect([passing.asked.length, failed.asked.length]).toEqual([2, 1]);
});

test.each([
  ['the first', [0], 1],
  ['the second', [503, 0], 2],
])('%s try without an answer ends both', async (_, statuses, tries) => {
  const { service, asked } = await neighbour(statuses, { timeoutMs: 1_000 });

  await expect(service.call(CALL)).rejects.toMatchObject({ code: 'dependency_timeout' });
  expect(asked).toHaveLength(tries);
});

test('a call may have a limit of its own', async () => {
  const { service } = await neighbour([0], { timeoutMs: 60_000 });

  await expect(service.call({ ...CALL, timeoutMs: 50 })).rejects.toMatchObject({
    code: 'dependency_timeout',
  });
});

test('calls one after the other share a connection', async () => {
  const { service, asked } = await neighbour([]);

  for (let n = 0; n < 5; n++) await service.call(CALL);

  expect(new Set(asked).size).toBe(1);
});

test('after ten failures the breaker answers, and a service without one is asked on', async () => {
  const failures = Array(20).fill(500);
  const guarded = await neighbour(failures, { breaker: true });
  const open = await neighbour(failures);

  for (const { service } of [guarded, open]) {
    for (let n = 0; n < 12; n++) await service.call(CALL).catch(() => {});
  }

  await expect(guarded.service.call(CALL)).rejects.toMatchObject({ code: 'dependency_unavailable' });
  expect([guarded.asked.length, open.asked.length]).toEqual([10, 12]);
});

test('a repeated call says which try it is, so that a seeded fault decides anew', async () => {
  const { service, attempts } = await neighbour([503]);

  await service.call(CALL);
  await withRequestContext({ requestId: 'r', attempt: 3 }, () => service.call(CALL));

  expect(attempts).toEqual([undefined, '2', '3']);
});
