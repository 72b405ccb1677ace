import { expect, test } from 'vitest';
import { badOnRequest, isAlive, startRig } from '#tests/support/engine/gateway-rig';
import { rawConnection } from '#tests/support/engine/test-server';
import { GROW_AFTER_MS } from './growth.ts';

const takes = (ms: number): string => `export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, ${ms}));
  return { statusCode: 200, body: 'ok' };
};`;

test('128 connections share 4 environments: all are answered, and no connection falls behind', {
  timeout: 120_000,
}, async () => {
  const rig = await startRig(takes(2), { maxConcurrency: 4 });
  const rounds = 20;

  const served = await Promise.all(
    Array.from({ length: 128 }, async () => {
      const finishedAt: number[] = [];
      for (let round = 0; round < rounds; round++) {
        expect((await rig.call('/x')).status).toBe(200);
        finishedAt.push(rig.requests.length);
      }
      return finishedAt;
    }),
  );

  expect(rig.pool.size).toBeLessThanOrEqual(4);
  // The queue is first-in, first-out: when one connection has half of its answers, the others have almost as many.
  const halfway = served.map((finishedAt) => finishedAt[rounds / 2] ?? 0);
  expect(Math.max(...halfway)).toBeLessThan(Math.min(...halfway) * 2);
});

test('waiting calls start more environments, up to the max concurrency', async () => {
  const rig = await startRig(takes(100), { maxConcurrency: 3 });

  await Promise.all(Array.from({ length: 12 }, () => rig.call('/x')));

  expect(rig.pool.size).toBe(3);
});

test('short calls share one environment', async () => {
  const rig = await startRig(badOnRequest(''), { maxConcurrency: 8 });
  await rig.call('/x');

  for (let round = 0; round < 20; round++) await Promise.all([rig.call('/x'), rig.call('/x')]);

  // on a busy machine a call may wait so long that another environment is right
  const slowCalls = rig.requests.filter(({ timing }) => (timing?.queuedMs ?? 0) >= GROW_AFTER_MS);
  expect(rig.pool.size).toBeLessThanOrEqual(1 + slowCalls.length);
});

test('with max concurrency reached and a full queue a call is throttled at once', async () => {
  const rig = await startRig(takes(400), { maxConcurrency: 2, queueLimit: 3 });
  await Promise.all([rig.call('/x'), rig.call('/x')]);
  await expect.poll(() => rig.pool.size).toBe(2);

  const all = await Promise.all(Array.from({ length: 10 }, () => rig.call('/x')));

  const statuses = all.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  const firstToFinish = rig.requests.slice(2, 7).map(({ status }) => status);
  expect(firstToFinish).toEqual(Array(5).fill(429));
  expect([rig.pool.starts, rig.pool.throttled]).toEqual([2, 5]);
});

test('an environment has its next event before its last answer is passed on', async () => {
  const { pool } = await startRig(takes(1), { maxConcurrency: 1 });
  await pool.warmUp();
  const waitingAtAnswer = new Promise((resolve) => pool.invoke('{}', '', () => resolve(pool.waiting)));
  const second = new Promise((resolve) => pool.invoke('{}', '', ({ ok }) => resolve(ok)));

  expect([await waitingAtAnswer, await second]).toEqual([0, true]);
});

test('a function without any concurrency is always throttled', async () => {
  const rig = await startRig(badOnRequest(''), { maxConcurrency: 0 });

  expect((await rig.call('/x')).status).toBe(429);
  expect(rig.pool.size).toBe(0);
});

test('the gateway stops waiting at its own limit, and a queued call is withdrawn', async () => {
  const counting = `let count = 0; export const handler = async (event) => {
    if (event.path === '/x/slow') {
      await new Promise((resolve) => setTimeout(resolve, 700));
      console.log('slow is done');
    }
    return { statusCode: 200, body: String(++count) };
  };`;
  const rig = await startRig(counting, { maxConcurrency: 1, gatewayTimeoutMs: 300 });
  await rig.pool.warmUp();
  await rig.call('/x');

  const [slow, waiting] = await Promise.all([rig.call('/x/slow'), rig.call('/x')]);
  expect([rig.pool.waiting, slow.status, waiting.status]).toEqual([0, 504, 504]);
  await expect.poll(() => rig.printed()).toContain('slow is done');

  expect((await rig.call('/x')).body).toBe('3');
});

test('an idle environment is ended after a while, a never called one sooner', async () => {
  const rig = await startRig(badOnRequest(''), { idleMs: 1_500, unusedMs: 200 });

  await rig.pool.warmUp();
  const [unused = 0] = rig.pool.pids;
  await expect.poll(() => isAlive(unused)).toBe(false);

  await rig.call('/x');
  const [used = 0] = rig.pool.pids;
  await new Promise((resolve) => setTimeout(resolve, 500)); // well above the limit for unused ones
  expect(isAlive(used)).toBe(true);
  await expect.poll(() => isAlive(used)).toBe(false);
  expect(rig.crashes).toEqual([]);
});

test('an environment beside others is ended sooner than the last one', async () => {
  const rig = await startRig(takes(100), { maxConcurrency: 3, extraIdleMs: 300, idleMs: 3_600_000 });
  await Promise.all(Array.from({ length: 12 }, () => rig.call('/x')));
  await expect.poll(() => rig.pool.size, { timeout: 20_000 }).toBe(1);
  const pids = rig.pool.pids;

  await new Promise((resolve) => setTimeout(resolve, 1_000)); // well above the limit for those beside others

  expect(rig.pool.pids).toEqual(pids);
  expect((await rig.call('/x')).status).toBe(200);
  expect(rig.crashes).toEqual([]);
});

test('callers keep what they need while what they call has one environment for all of them', async () => {
  const callee = await startRig(takes(1), { maxConcurrency: 1 });
  const calling = `export const handler = async () => {
    for (let i = 0; i < 3; i++) await (await fetch('${callee.url}/x')).text();
    return { statusCode: 200, body: 'ok' };
  };`;
  const callers = await startRig(calling, { maxConcurrency: 4 });

  const answers = await Promise.all(Array.from({ length: 64 }, () => callers.call('/x')));

  expect(answers.map(({ status }) => status)).toEqual(Array(64).fill(200));
  expect(callee.pool.size).toBe(1);
});

test('only a call that waited for a start is cold', async () => {
  const rig = await startRig(badOnRequest(''), { maxConcurrency: 1 });

  await rig.call('/x');
  await rig.call('/x');

  expect(rig.requests.map(({ timing }) => timing?.cold)).toEqual([true, false]);
  const [cold, warm] = rig.requests.map(({ timing }) => timing?.queuedMs ?? 0);
  expect(cold).toBeGreaterThan(warm ?? 0);
});

test('an environment that was started before its first call is warm', async () => {
  const rig = await startRig(badOnRequest(''));

  await rig.pool.warmUp();
  await rig.call('/x');

  expect(rig.requests[0]?.timing?.cold).toBe(false);
});

test('warming up reports why a function cannot start', async () => {
  const rig = await startRig(`import 'no-such-package'; export const handler = () => {};`);

  await expect(rig.pool.warmUp()).rejects.toThrow(/no-such-package/);
});

test('dispose fails waiting and running calls, and leaves no process', async () => {
  const rig = await startRig(`console.log('started');\n${takes(5_000)}`, { maxConcurrency: 1 });
  const calls = Promise.all([rig.call('/x'), rig.call('/x')]);
  await expect.poll(() => [rig.printed(), rig.pool.waiting]).toEqual(['started\n', 1]);
  const pids = rig.pool.pids;

  await rig.pool.dispose();

  expect((await calls).map(({ status }) => status)).toEqual([502, 502]);
  expect(pids.filter(isAlive)).toEqual([]);
});

test('a process that cannot be created fails its call and nothing else', async () => {
  const rig = await startRig(badOnRequest(''), { function: { environment: { NUL: 'a\0b' } } });

  expect((await rig.call('/x')).status).toBe(502);
  expect((await rig.call('/x')).status).toBe(502);
  expect(rig.crashes).toEqual(['Runtime.InitError', 'Runtime.InitError']);
});

test('the queue place of a caller that left is free at once', async () => {
  const rig = await startRig(`console.log('started');\n${takes(400)}`, { maxConcurrency: 1, queueLimit: 2 });
  const running = rig.call('/x');
  await expect.poll(() => [rig.printed(), rig.pool.waiting]).toEqual(['started\n', 0]);
  const port = Number(new URL(rig.url).port);
  const leaving = [rawConnection(port), rawConnection(port)];
  for (const connection of leaving) connection.send('GET /x/left HTTP/1.1\r\nHost: a\r\n\r\n');
  await expect.poll(() => rig.pool.waiting).toBe(2);
  expect((await rig.call('/x')).status).toBe(429);

  for (const { socket } of leaving) socket.destroy();
  await expect.poll(() => rig.pool.waiting).toBe(0);
  const next = rig.call('/x/next');

  expect((await next).status).toBe(200);
  expect((await running).status).toBe(200);
  expect(rig.requests.filter(({ path }) => path === '/x/left').map(({ status }) => status)).toEqual([
    499, 499,
  ]);
});
