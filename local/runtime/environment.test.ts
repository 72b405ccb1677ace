import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stateOf } from '#local/host/process-identity';
import { isAlive, startRig, testFolder } from '#tests/support/engine/gateway-rig';

test('a handler runs in a process of its own', async () => {
  const rig = await startRig(
    `export const handler = async () => ({ statusCode: 200, body: String(process.pid) });`,
  );

  const { body } = await rig.call('/x');

  expect(Number(body)).not.toBe(process.pid);
  expect(rig.pool.pids).toEqual([Number(body)]);
});

test('the first answer counts when a handler answers twice', async () => {
  const rig = await startRig(
    `export const handler = (event, context, callback) => {
       callback(null, { statusCode: 200, body: 'one' });
       callback(null, { statusCode: 200, body: 'two' });
     };`,
    { maxConcurrency: 1 },
  );

  expect((await rig.call('/x')).body).toBe('one');
  expect((await rig.call('/x')).body).toBe('one');
});

test('a CommonJS handler with a callback works', async () => {
  const directory = testFolder();
  writeFileSync(
    join(directory, 'index.cjs'),
    `exports.handler = (event, context, callback) =>
       setTimeout(() => callback(null, { statusCode: 200, body: context.functionName }), 5);`,
  );
  const rig = await startRig('', { function: { directory } });

  expect((await rig.call('/x')).body).toBe(rig.pool.spec.name);
});

test('a handler gets Lambda’s context and environment', async () => {
  const rig = await startRig(
    `export const handler = async (event, context) => ({ statusCode: 200, body: JSON.stringify({
       remaining: context.getRemainingTimeInMillis(), memory: context.memoryLimitInMB, arn: context.invokedFunctionArn,
       id: context.awsRequestId, trace: process.env._X_AMZN_TRACE_ID, env: process.env }) });`,
    { function: { timeoutMs: 7_000, environment: { TABLE: 'orders', TZ: 'Asia/Seoul' } } },
  );

  const { env, ...context } = JSON.parse((await rig.call('/x')).body);

  expect(context).toMatchObject({ memory: '256', arn: expect.stringContaining(rig.pool.spec.name) });
  expect(context.remaining).toBeGreaterThan(5_000);
  expect(context.remaining).toBeLessThanOrEqual(7_000);
  expect(context.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/);
  expect(context.trace).toMatch(/^Root=1-[\da-f]{8}-[\da-f]{24};Sampled=0$/);
  expect(env).toMatchObject({
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: rig.pool.spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
    LAMBDA_TASK_ROOT: rig.pool.spec.directory,
    _HANDLER: 'index.handler',
    TABLE: 'orders',
    TZ: 'Asia/Seoul',
  });
  expect(env).not.toHaveProperty('NODE_ENV');
  expect(env).not.toHaveProperty('HOME');
});

test('events and answers that no buffer holds at once arrive whole', async () => {
  const rig = await startRig(
    `export const handler = async ({ body }) => ({ statusCode: 200, body: body + process.env._X_AMZN_TRACE_ID });`,
    { maxConcurrency: 1 },
  );

  for (const [characters, trace] of [
    [2, 'a'],
    [100_000, 'b'.repeat(5_000)],
    [700_000, 'c'],
    [3, 'd'],
  ] as const) {
    const body = '김치 "a"'.repeat(characters / 2);
    const answer = await rig.call('/x', { method: 'POST', body, headers: { 'x-amzn-trace-id': trace } });
    expect(answer.body === body + trace).toBe(true);
  }
});

test('a handler gets the version of the switches that came with its own invocation, or none', async () => {
  let version: string | undefined = '1.a';
  const rig = await startRig(
    `export const handler = async () => ({ statusCode: 200, body: process.env.LOCAL_SWITCHES_VERSION ?? 'none' });`,
    { maxConcurrency: 1, switchesVersion: () => version },
  );
  const seen = async () => (await rig.call('/x')).body;

  expect(await seen()).toBe('1.a');
  version = '2.b';
  expect(await seen()).toBe('2.b');
  version = undefined;
  expect(await seen()).toBe('none');
});

test('the output of a function goes to its log', async () => {
  const rig = await startRig(
    `console.log('at the start'); export const handler = async () => { console.error('in a call'); return { statusCode: 200 }; };`,
  );

  await rig.call('/x');

  await expect.poll(() => rig.printed()).toBe('at the start\nin a call\n');
});

const TICKS = `let ticks = 0; setInterval(() => ticks++, 5);
  export const handler = async () => ({ statusCode: 200, body: String(ticks) });`;

test('without freezing, timers run between calls', async () => {
  const rig = await startRig(TICKS);
  const first = Number((await rig.call('/x')).body);

  await expect
    .poll(async () => Number((await rig.call('/x')).body), { interval: 50 })
    .toBeGreaterThan(first + 20);
});

test('a frozen process does not run between calls, and still ends on request', async () => {
  const rig = await startRig(TICKS, { maxConcurrency: 1, freeze: true });
  const first = Number((await rig.call('/x')).body);
  const pid = rig.pool.pids[0] ?? 0;
  await expect.poll(() => stateOf(pid)).toBe('T');
  await new Promise((resolve) => setTimeout(resolve, 300)); // a timer in the frozen process must not fire in this time

  expect(Number((await rig.call('/x')).body) - first).toBeLessThan(10);

  await rig.pool.dispose();
  expect(isAlive(pid)).toBe(false);
});

test('a custom runtime works over TCP: an unknown id is refused, and so is a second answer', async () => {
  const directory = testFolder();
  const program = join(directory, 'runtime.mjs');
  writeFileSync(
    program,
    `const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
     let seen = [];
     for (;;) {
       const next = await fetch(api + 'next');
       await next.text();
       const post = async (id, body) => { const r = await fetch(api + id + '/response', { method: 'POST', body }); await r.text(); return r.status; };
       const id = next.headers.get('lambda-runtime-aws-request-id');
       const body = JSON.stringify(seen);
       seen = [await post('made-up', '{}'), await post(id, JSON.stringify({ statusCode: 200, body })), await post(id, '{}')];
     }`,
  );
  const rig = await startRig('', { maxConcurrency: 1, function: { command: [process.execPath, program] } });
  await rig.call('/x');

  expect((await rig.call('/x')).body).toBe('[400,202,403]');
});
