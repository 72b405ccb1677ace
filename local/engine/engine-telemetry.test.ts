import http from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '#tests/support/engine/gateway-rig';
import { removeFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor, SAY } from '#tests/support/engine/small-system';
import { startTestEngine } from '#tests/support/engine/test-engine';
import { tracesBody } from '#tests/support/engine/test-spans';

test('without telemetry nothing is traced, and no function gets an OTLP endpoint', async () => {
  const options = await optionsFor(FUNCTIONS, testFolder());
  const engine = await startTestEngine({ ...options, telemetry: { enabled: false } });
  onTestFinished(async () => {
    await engine.dispose();
    await removeFolder(options.dataDir ?? '');
  });
  const json = async (url: string) => JSON.parse(await (await fetch(url)).text());

  expect((await json(`${engine.urls.order}/echo`)).headers).not.toHaveProperty('traceparent');
  expect(await json(`${engine.urls.order}/env`)).toMatchObject({ OTLP: '' });
  expect((await fetch(`${engine.urls.user}/hello`)).headers.has('x-trace-id')).toBe(false);
  expect(await json(engine.urls.engine)).toMatchObject({ telemetry: 'off' });
  expect(await json(`${engine.urls.engine}/traces`)).toMatchObject({
    message: expect.stringContaining('Telemetry is off'),
  });
});

test('functions that are frozen send telemetry before they answer', async () => {
  const options = await optionsFor({ hello: { source: SAY(`'hello'`), route: 'GET /hello' } }, testFolder());
  const engine = await startTestEngine({ ...options, freeze: true });
  onTestFinished(async () => {
    await engine.dispose();
    await removeFolder(options.dataDir ?? '');
  });

  expect(engine.variables('order')).toMatchObject({ TELEMETRY_FLUSH: 'invocation' });
});

test('telemetry is also forwarded to the configured receiver, with gauges of queues and environments', async () => {
  const received: Record<string, string[]> = { '/v1/traces': [], '/v1/metrics': [] };
  const collector = http.createServer(async (request, response) => {
    received[request.url ?? '']?.push(await readText(request));
    response.end('{}');
  });
  await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
  const address = collector.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const options = await optionsFor(FUNCTIONS, testFolder());
  const engine = await startTestEngine({
    ...options,
    telemetry: { forwardTo: `http://127.0.0.1:${port}` },
  });
  onTestFinished(async () => {
    await engine.dispose();
    collector.closeAllConnections();
    collector.close();
    await removeFolder(options.dataDir ?? '');
  });

  const sent = tracesBody('order', [{ trace: 'a', id: '1' }]);
  await fetch(`${engine.urls.engine}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(sent),
  });
  await fetch(`${engine.urls.order}/hello`);

  await expect.poll(() => received['/v1/traces']).toContain(sent.toString());
  await expect.poll(() => String(received['/v1/traces'])).toContain('gateway GET /hello');
  await expect
    .poll(() => String(received['/v1/metrics']), { timeout: 10_000 })
    .toContain('food.queue.messages');
  const [metric = ''] = received['/v1/metrics'] ?? [];
  for (const part of [
    '"recovery"',
    '"in_flight"',
    'food.engine.environments',
    'food-delivery-local-order-hello',
  ])
    expect(metric).toContain(part);
  expect(await (await fetch(engine.urls.engine)).json()).toMatchObject({
    telemetry: { forwardTo: `http://127.0.0.1:${port}/`, dropped: { traces: 0 } },
  });
});
