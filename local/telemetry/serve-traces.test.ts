import { expect, onTestFinished, test } from 'vitest';
import { callAsPages } from '#tests/support/engine/page-calls';
import { traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import type { TracesApi } from '../traces/traces-api.ts';
import { serveTraces } from './serve-traces.ts';

function newStack(): AsyncDisposableStack {
  const stack = new AsyncDisposableStack();
  onTestFinished(() => stack.disposeAsync());
  return stack;
}

test('receives and shows traces without an engine', async () => {
  const pages: TracesApi = ({ url = '' }, response) => {
    if (!url.startsWith('/traces')) return false;
    response.end('a page');
    return true;
  };
  const telemetry = await serveTraces(0, {}, newStack(), { pages });
  const { otlpEndpoint = '', tracesUrl = '' } = telemetry ?? {};

  await fetch(`${otlpEndpoint}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(tracesBody('order', [{ trace: 'a', id: '1', name: 'POST /orders' }])),
  });

  const [page, data] = await Promise.all(
    ['', '.json'].map((ending) => fetch(`${telemetry?.traceUrl(traceIdFor('a'))}${ending}`)),
  );
  expect(await data?.text()).toContain('POST /orders');
  expect(await page?.text()).toBe('a page');
  expect((await fetch(otlpEndpoint)).url).toBe(`${otlpEndpoint}/traces`);
  expect((await fetch(`${tracesUrl}/../nothing`)).status).toBe(404);
});

test('a web page of another origin cannot read or send traces', async () => {
  const telemetry = await serveTraces(0, {}, newStack());
  const { otlpEndpoint = '', tracesUrl = '' } = telemetry ?? {};
  const json = { 'content-type': 'application/json' };
  const traces = tracesBody('order', [{ trace: 'b', id: '1', name: 'POST /orders' }]).toString();

  const answers = [
    ...(await callAsPages(`${otlpEndpoint}/v1/traces`, json, traces)),
    ...(await callAsPages(tracesUrl, {})),
  ];

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  expect((await fetch(`${telemetry?.traceUrl(traceIdFor('b'))}.json`)).status).toBe(404);
});

test('a taken port is reported in one sentence', async () => {
  const telemetry = await serveTraces(0, {}, newStack());
  const port = Number(new URL(telemetry?.tracesUrl ?? '').port);

  await expect(serveTraces(port, {}, newStack())).rejects.toThrow(
    `Port ${port} (traces) is taken by another program; choose another one with ENGINE_PORT=<port>.`,
  );
});

test('an endpoint that is the receiver itself is not forwarded to', async () => {
  const stack = newStack();
  const first = await serveTraces(0, {}, stack);
  const port = Number(new URL(first?.tracesUrl ?? '').port);
  await stack.disposeAsync();

  const telemetry = await serveTraces(port, { forwardTo: `http://localhost:${port}` }, newStack());

  expect(telemetry?.status()).not.toHaveProperty('forwardTo');
});

test('with telemetry off no port is opened', async () => {
  expect(
    await serveTraces(0, { enabled: false, forwardTo: 'http://localhost:1' }, newStack()),
  ).toBeUndefined();
});
