import { expect, test } from 'vitest';
import { startRig } from '#tests/support/engine/gateway-rig';
import { rawConnection } from '#tests/support/engine/test-server';
import { EngineSpans } from '../telemetry/engine-spans.ts';
import { readTrace } from '../traces/trace-document.ts';
import { TraceStore } from '../traces/trace-store.ts';

const ECHO = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

test('a caller that leaves while its call waits is not served', async () => {
  const counting = `let count = 0; export const handler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { statusCode: 200, body: String(++count) };
  };`;
  const rig = await startRig(counting, { maxConcurrency: 1 });
  await rig.pool.warmUp();
  const first = rig.call('/x');
  const gone = new AbortController();
  const leaving = fetch(`${rig.url}/x`, { signal: gone.signal });
  await expect.poll(() => rig.pool.waiting).toBe(1);

  gone.abort();

  await expect(leaving).rejects.toThrow();
  expect((await first).body).toBe('1');
  expect((await rig.call('/x')).body).toBe('2');
});

/** Handler slower than the gateway's time limit, except for the call that only starts the environment. */
const SLOW = `export const handler = async ({ path }) => {
  if (path === '/warm') return { statusCode: 200, body: '' };
  console.log('begun');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  console.log('done');
  return { statusCode: 200, body: 'late' };
};`;
const CALL = 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n';

test('a caller that leaves while its function runs is logged once, as 499 and without an error; the function goes on', async () => {
  const store = new TraceStore();
  const spans = new EngineSpans((body) => store.addSpans(body, JSON.parse(body.toString())));
  const rig = await startRig(SLOW, { spans, gatewayTimeoutMs: 2_000 });
  await fetch(`${rig.url}/warm`);
  const caller = rawConnection(Number(new URL(rig.url).port));
  caller.send(CALL);
  await expect.poll(() => rig.printed()).toContain('begun');

  caller.socket.destroy();

  await expect.poll(() => rig.requests.slice(1)).toMatchObject([{ status: 499, target: 'test/function' }]);
  expect(rig.printed()).toContain('done');
  spans.flush();
  const [kept] = store.newestFirst();
  expect(readTrace(store, kept?.traceId ?? '')?.spans[0]).toMatchObject({
    status: { code: 'UNSET' },
    attributes: { 'http.response.status_code': 499 },
  });
  expect(rig.requests).toHaveLength(2);
});

test('a caller that leaves in the middle of its body is logged as 499, one that is too slow as 408', async () => {
  const limits = { receiveMs: 150, sweepMs: 20, lingerMs: 50, idleMs: 60_000 };
  const rig = await startRig(ECHO, { limits });
  const half = 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf';
  const port = Number(new URL(rig.url).port);
  const slow = rawConnection(port);
  slow.send(half);
  expect(await slow.closed()).toMatch(/^HTTP\/1\.1 408 /);
  await expect.poll(() => rig.requests.map(({ status }) => status)).toEqual([408]);

  const leaving = rawConnection(port);
  leaving.socket.write(half, () => leaving.socket.destroy());

  await expect.poll(() => rig.requests.map(({ status }) => status)).toEqual([408, 499]);
});
