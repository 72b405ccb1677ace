import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '#tests/support/engine/gateway-rig';
import { callAsPages, callWith } from '#tests/support/engine/page-calls';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { FUNCTIONS, optionsFor } from '#tests/support/engine/small-system';
import { startTestEngine, type TestEngineOptions } from '#tests/support/engine/test-engine';
import { START_MS, tracesBody } from '#tests/support/engine/test-spans';
import type { Engine } from './engine.ts';

describe('a started engine', () => {
  let engine: Engine;
  let options: TestEngineOptions;
  beforeAll(async () => {
    const folder = await temporaryFolder();
    options = { ...(await optionsFor(FUNCTIONS, folder)), environment: { EXTRA: 'given' } };
    engine = await startTestEngine(options);
    return () => removeFolder(folder);
  });
  afterAll(async () => {
    await engine.dispose();
    await removeFolder(options.dataDir);
  });
  const text = async (url: string): Promise<string> => (await fetch(url)).text();

  test('answers on the port of the service and on the gateway', async () => {
    expect(await text(`${engine.urls.order}/hello`)).toBe('hello /hello');
    expect(await text(`${engine.urls.gateway}/api/orders/hello`)).toBe('hello /hello');
    expect((await fetch(`${engine.urls.user}/hello`)).status).toBe(404);
  });

  test('gives functions the values of a deployment and the addresses of the stores', async () => {
    const env = JSON.parse(await text(`${engine.urls.order}/env`));

    expect(env).toMatchObject({
      DATABASE_URL: engine.backends.postgres,
      USER_SERVICE_URL: engine.urls.user.replace('localhost', '127.0.0.1'),
      QUEUE_URL: expect.stringMatching(/\/recovery$/),
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.\d+\.\d+\.\d+:666\d$/),
      AWS_ENDPOINT_URL_SQS: engine.backends.sqs,
      AWS_ENDPOINT_URL_SSM: engine.backends.ssm,
      OTLP: engine.urls.engine.replace('localhost', '127.0.0.1'),
      EXTRA: 'given',
    });
    expect(engine.variables('order')).toMatchObject({ EXTRA: 'given', DATABASE_URL: env.DATABASE_URL });
  });

  test('invokes functions by name', async () => {
    expect(await engine.invoke('order/double', { n: 4 })).toBe(8);
    await expect(engine.invoke('order/double', { n: -1 })).rejects.toThrow('RangeError: negative');
    expect(() => engine.invoke('order/none', {})).toThrow(
      /There is no function 'order\/none'; there are order\/hello/,
    );
  });

  test('refuses web pages of other origins on its own port only', async () => {
    const asPages = async (url: string, headers = {}, body?: string) =>
      new Set((await callAsPages(url, headers, body)).map(({ status }) => status));
    const invocations = `${engine.urls.engine}/2015-03-31/functions/order/double/invocations`;
    const put = JSON.stringify({ Name: '/a/b', Value: 'theirs', Overwrite: true });
    const ssm = (action: string) => ({ 'x-amz-target': `AmazonSSM.${action}`, 'content-type': 'text/plain' });

    expect(await asPages(invocations, { 'content-type': 'text/plain' }, '{"n":3}')).toEqual(new Set([403]));
    expect(await asPages(engine.urls.engine, ssm('PutParameter'), put)).toEqual(new Set([403]));
    expect(await asPages(`${engine.urls.engine}/traces`)).toEqual(new Set([403]));
    expect(await asPages(`${engine.urls.engine}/v1/traces`)).toEqual(new Set([403]));

    const kept = await callWith(engine.urls.engine, ssm('GetParameter'), { body: '{"Name":"/a/b"}' });
    expect(kept.body).toContain('"Value":"{}"');
    const page = { host: 'evil.example', origin: 'null', 'sec-fetch-site': 'cross-site' };
    const open = await callWith(`${engine.urls.order}/hello`, page, { method: 'GET', body: '' });
    expect(open.body).toBe('hello /hello');
  });

  test("serves Lambda's Invoke on its own port", async () => {
    const invoke = (name: string, event: string, headers = {}) =>
      fetch(`${engine.urls.engine}/2015-03-31/functions/${name}/invocations`, {
        method: 'POST',
        body: event,
        headers,
      });

    expect(await (await invoke('order/double', '{"n":3}')).json()).toBe(6);
    expect(await (await invoke('food-delivery-local-order-double', '{"n":3}')).json()).toBe(6);
    const failed = await invoke('order/double', '{"n":-3}');
    expect([failed.status, failed.headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
    expect(await failed.json()).toEqual({
      errorType: 'RangeError',
      errorMessage: 'negative',
      trace: expect.arrayContaining(['RangeError: negative']),
    });
    expect((await invoke('order/none', '{}')).status).toBe(404);
    expect((await invoke('order/double', '{')).status).toBe(400);
    expect((await invoke('order/double', '{"n":3}', { 'x-amz-invocation-type': 'Event' })).status).toBe(202);
  });

  test.each([
    ['%zz', 400],
    ['%ff', 400],
    ['order%2Fhello%00', 404],
    ['__proto__', 404],
    ['constructor', 404],
    ['order/hasOwnProperty', 404],
  ])('an Invoke of %s is refused, and the engine lives on', async (name, status) => {
    const answer = await fetch(`${engine.urls.engine}/2015-03-31/functions/${name}/invocations`, {
      method: 'POST',
    });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ __type: expect.any(String), message: expect.any(String) });
    expect(await text(`${engine.urls.order}/hello`)).toBe('hello /hello');
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'orders%zz', '%00'])(
    'the path %s causes no error on any port',
    async (name) => {
      const paths = [`${engine.urls.order}/${name}`, `${engine.urls.gateway}/api/${name}/hello`];
      for (const url of [
        ...paths,
        `${engine.urls.gateway}/${name}`,
        `${engine.urls.engine}/traces/${name}`,
      ]) {
        const answer = await fetch(url);
        expect([url, answer.status < 500]).toEqual([url, true]);
      }
    },
  );

  test.each(['__proto__', 'constructor', 'a b', '/%zz'])(
    'a parameter named %s does not exist',
    async (Name) => {
      const answer = await fetch(engine.urls.engine, {
        method: 'POST',
        headers: { 'x-amz-target': 'AmazonSSM.GetParameter' },
        body: JSON.stringify({ Name }),
      });

      expect([answer.status, await answer.json()]).toMatchObject([400, { __type: 'ParameterNotFound' }]);
    },
  );

  test('serves the Parameter Store on its own port', async () => {
    const answer = await fetch(engine.urls.engine, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' },
      body: '{"Name":"/a/b"}',
    });

    expect(await answer.json()).toMatchObject({ Parameter: { Name: '/a/b', Value: '{}' } });
  });

  test('reports what is running', async () => {
    const status = JSON.parse(await text(engine.urls.engine));

    expect(status).toMatchObject({
      pid: process.pid,
      urls: engine.urls,
      functions: { 'order/hello': { cap: 4 } },
    });
    expect((await fetch(`${engine.urls.engine}/nowhere`)).status).toBe(404);
  });

  test('stores a request as a trace, with the telemetry of its function', async () => {
    const event = JSON.parse(await text(`${engine.urls.gateway}/api/orders/echo`));
    const [, traceId = '', parent = ''] = event.headers.traceparent.split('-');
    const span = { trace: traceId, id: 'f', parent, name: 'GET /echo', atMs: Date.now() - START_MS };
    await fetch(`${engine.urls.engine}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(tracesBody('order', [span])),
    });

    const trace = JSON.parse(await text(`${engine.tracesUrl}/${traceId}.json`));

    const [gateway] = trace.spans;
    expect(trace).toMatchObject({
      spans: [
        { name: 'gateway GET /echo', parentSpanId: null },
        { name: 'queue order/echo', parentSpanId: gateway.spanId },
        { name: 'GET /echo', parentSpanId: gateway.spanId, service: 'order' },
      ],
      missingParents: [],
    });
    expect(await text(`${engine.tracesUrl}.json?q=echo`)).toContain(`"traceId": "${traceId}"`);
  });

  test('sends the trace id with its own answers, on every port', async () => {
    for (const url of [`${engine.urls.user}/hello`, `${engine.urls.gateway}/nowhere`]) {
      const id = (await fetch(url)).headers.get('x-trace-id');

      const trace = JSON.parse(await text(`${engine.tracesUrl}/${id}.json`));
      expect(trace.spans).toMatchObject([{ name: 'gateway GET', status: { code: 'ERROR' } }]);
    }
  });

  test('leaves nothing behind when it is disposed, even twice', async () => {
    const { functions, backends, ...status } = JSON.parse(await text(engine.urls.engine));
    const pids = [
      ...Object.values<{ pids: number[] }>(functions).flatMap((pool) => pool.pids),
      ...Object.values<number | null>(backends).filter((pid) => pid !== null),
    ];
    expect(pids.length).toBeGreaterThan(3);

    await Promise.all([engine.dispose(), engine.dispose()]);

    expect(pids.filter((pid) => pid !== process.pid && isAlive(pid))).toEqual([]);
    for (const url of Object.values<string>(status.urls)) await expect(fetch(url)).rejects.toThrow();
  });
});
