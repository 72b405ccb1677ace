import { closeSync, openSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { badOnRequest, isAlive, startRig } from '#tests/support/engine/gateway-rig';

test.runIf(process.platform === 'linux')('output that a full disk refuses fails no invocation', async () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const rig = await startRig(
    badOnRequest(
      `console.log('out'); console.error('err'); process.stdout.write('more'); throw new Error('no');`,
    ),
    { logFile: full },
  );
  expect((await rig.call('/x')).status).toBe(200);
  expect((await rig.call('/x?bad=1')).status).toBe(502);
  expect((await rig.call('/x')).status).toBe(200);

  expect(rig.requests[1]?.failure).toBe('Error: no');
  expect(rig.crashes).toEqual([]);
});

test('a handler that throws costs its caller a 502 and affects no other call', async () => {
  const rig = await startRig(badOnRequest(`throw new RangeError('no')`));
  await rig.call('/x');
  const before = rig.pool.pids;

  expect((await rig.call('/x?bad=1')).status).toBe(502);
  expect((await rig.call('/x')).status).toBe(200);
  expect(rig.pool.pids).toEqual(before);
  expect(rig.requests[1]?.failure).toBe('RangeError: no');
});

test.each([
  ['exits', `process.exit(3)`, 'Runtime.ExitError'],
  ['loops without end', `for (;;);`, 'Sandbox.Timedout'],
  ['never settles', `await new Promise(() => setInterval(() => {}, 100))`, 'Sandbox.Timedout'],
  [
    'fills the heap',
    `const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()))`,
    'Runtime.OutOfMemory',
  ],
  [
    'fills memory outside the heap',
    `globalThis.all = []; for (;;) { all.push(Buffer.alloc(8e6, 1)); await new Promise((r) => setTimeout(r, 10)); }`,
    'Runtime.OutOfMemory',
  ],
])('a handler that %s gives 502, and the next call works', async (_, bad, cause) => {
  const patient = cause === 'Sandbox.Timedout' ? 400 : 15_000;
  const rig = await startRig(badOnRequest(bad), {
    maxConcurrency: 1,
    function: { timeoutMs: patient, memoryMb: 128 },
  });
  await rig.call('/x');

  expect((await rig.call('/x?bad=1')).status).toBe(502);
  expect((await rig.call('/x')).status).toBe(200);
  expect(rig.crashes).toEqual([cause]);
});

test('a failure after the answer ends the process; the call after that gets a new one', async () => {
  const rig = await startRig(badOnRequest(`setTimeout(() => Promise.reject(new Error('late')), 0)`), {
    maxConcurrency: 1,
  });

  expect((await rig.call('/x?bad=1')).status).toBe(200);
  await expect.poll(() => rig.crashes).toEqual(['Runtime.ExitError']);
  expect((await rig.call('/x')).status).toBe(200);
  expect(rig.printed()).toContain('late');
});

test('a process that is killed while it is busy fails only its own call', async () => {
  const slow = `export const handler = async () => {
    await new Promise((r) => setTimeout(r, 200));
    return { statusCode: 200, body: 'ok' };
  };`;
  const rig = await startRig(slow, { maxConcurrency: 1 });
  await rig.call('/x');

  const all = Promise.all([rig.call('/x'), rig.call('/x'), rig.call('/x')]);
  await expect.poll(() => rig.pool.waiting).toBe(2);
  process.kill(rig.pool.pids[0] ?? 0, 'SIGKILL');

  expect((await all).map(({ status }) => status).sort()).toEqual([200, 200, 502]);
});

test('a process that is killed while idle is replaced', async () => {
  const rig = await startRig(badOnRequest(''), { maxConcurrency: 1 });
  await rig.call('/x');

  process.kill(rig.pool.pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => rig.pool.size).toBe(0);

  expect((await rig.call('/x')).status).toBe(200);
});

test('child processes of a handler are killed with it', async () => {
  const rig = await startRig(
    `import { spawn } from 'node:child_process';
     export const handler = async () => ({ statusCode: 200, body: String(spawn('sleep', ['60']).pid) });`,
  );
  const child = Number((await rig.call('/x')).body);
  expect(isAlive(child)).toBe(true);

  await rig.pool.dispose();

  await expect.poll(() => isAlive(child)).toBe(false);
});

test('a module that throws while it loads gives every waiting call its own 502, and no endless restarts', async () => {
  const rig = await startRig(`throw new Error('no init'); export const handler = () => {};`, {
    maxConcurrency: 2,
  });

  const all = await Promise.all([rig.call('/x'), rig.call('/x'), rig.call('/x')]);

  expect(all.map(({ status }) => status)).toEqual([502, 502, 502]);
  expect(rig.requests.map(({ failure }) => failure)).toEqual(Array(3).fill('Error: no init'));
  expect(rig.crashes).toHaveLength(3);
  await expect.poll(() => rig.pool.size).toBe(0);
});

test('a module that does not finish loading is ended after its time limit', async () => {
  const rig = await startRig(
    `await new Promise((r) => setTimeout(r, 60_000)); export const handler = () => {};`,
    {
      initTimeoutMs: 300,
    },
  );

  expect((await rig.call('/x')).status).toBe(502);
  expect(rig.requests[0]?.failure).toMatch(/^Sandbox.Timedout/);
});

test.each([
  ['a file', { handler: 'other.handler' }, /Cannot find module 'other'/],
  ['an export', { handler: 'index.other' }, /other is not exported by index/],
])('a handler setting that names %s that does not exist is reported', async (_, spec, message) => {
  const rig = await startRig(badOnRequest(''), { function: spec });

  await rig.call('/x');

  expect(rig.requests[0]?.failure).toMatch(message);
});
