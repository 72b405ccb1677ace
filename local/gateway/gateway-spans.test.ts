import { expect, test } from 'vitest';
import { answering, RETURNS_QUERY, startRig } from '#tests/support/engine/gateway-rig';
import { EngineSpans } from '../telemetry/engine-spans.ts';
import { readTrace } from '../traces/trace-document.ts';
import { TraceStore } from '../traces/trace-store.ts';

const ECHO = `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });`;

async function startTracedRig(source: string, options: Parameters<typeof startRig>[1] = {}) {
  const store = new TraceStore();
  const spans = new EngineSpans((body) => store.addSpans(Buffer.from(body), JSON.parse(body.toString())));
  const rig = await startRig(source, { ...options, spans });
  return {
    rig,
    /** Returns the spans of the given trace, by default of the only one. */
    spans(traceId?: string) {
      spans.flush();
      return readTrace(store, traceId ?? store.newestFirst()[0]?.traceId ?? '')?.spans ?? [];
    },
  };
}

test('a call is a span of the gateway, and below it one for the time until an environment had it', async () => {
  const { rig, spans } = await startTracedRig(RETURNS_QUERY);

  const reply = await rig.call(`/x/7${answering({ statusCode: 201 }).slice(2)}`, { method: 'POST' });

  const [gateway, queue, ...others] = spans();
  expect(reply.headers).not.toHaveProperty('x-trace-id'); // only the function may set it
  expect(others).toEqual([]);
  expect(gateway).toMatchObject({
    name: 'gateway POST /x/{id}',
    kind: 'SERVER',
    service: 'engine',
    parentSpanId: null,
    status: { code: 'UNSET' },
    attributes: {
      'food.emulator': 'gateway',
      'http.request.method': 'POST',
      'http.route': '/x/{id}',
      'url.path': '/x/7',
      'http.response.status_code': 201,
      'food.request_id': reply.headers['x-request-id'],
    },
  });
  expect(queue).toMatchObject({
    name: 'queue test/function',
    kind: 'INTERNAL',
    parentSpanId: gateway?.spanId,
    attributes: {
      'food.emulator': 'queue',
      'faas.name': 'food-delivery-local-test-function',
      'faas.coldstart': true,
    },
  });
  expect(Math.abs(Number(gateway?.startTimeUnixNano) / 1e6 - Date.now())).toBeLessThan(30_000);
  expect(Number(queue?.startTimeUnixNano)).toBeGreaterThanOrEqual(Number(gateway?.startTimeUnixNano));
  expect(Number(queue?.endTimeUnixNano)).toBeLessThanOrEqual(Number(gateway?.endTimeUnixNano));
});

test.each([
  ['no such path', '/nowhere', 403, 'MISSING_AUTHENTICATION_TOKEN', 1],
  ['a malformed answer', answering('text'), 502, 'malformed answer', 2],
  ['a function that fails', '/x?answer=nonsense', 502, 'SyntaxError', 2],
])(
  'an answer of the gateway itself carries its trace id, and its span carries the error: %s',
  async (_, path, status, type, count) => {
    const { rig, spans } = await startTracedRig(RETURNS_QUERY);

    const reply = await rig.call(path);

    expect(reply.status).toBe(status);
    const found = spans(String(reply.headers['x-trace-id']));
    expect(found).toHaveLength(count);
    expect(found[0]).toMatchObject({
      status: { code: 'ERROR' },
      attributes: { 'http.response.status_code': status, 'error.type': type },
    });
  },
);

test('calls that are throttled, too large or too slow are spans too, without a time in the queue', async () => {
  const slow = `export const handler = () => new Promise(() => {});`;
  const { rig, spans } = await startTracedRig(slow, {
    maxConcurrency: 1,
    queueLimit: 0,
    gatewayTimeoutMs: 300,
  });
  await rig.pool.warmUp();

  const late = rig.call('/x');
  await expect.poll(() => rig.call('/x').then(({ status }) => status)).toBe(429);
  const large = await rig.call('/x', { method: 'POST', body: Buffer.alloc(6_400_000) });

  for (const [reply, status] of [
    [await late, 504],
    [large, 413],
    [await rig.call('/x'), 429],
  ] as const) {
    expect(reply.status).toBe(status);
    expect(spans(String(reply.headers['x-trace-id']))).toMatchObject([
      { name: expect.stringMatching(/^gateway (GET|POST) \/x$/), status: { code: 'ERROR' } },
    ]);
  }
});

test('a 5xx answer of the function marks the gateway’s span as an error', async () => {
  const { rig, spans } = await startTracedRig(RETURNS_QUERY);

  await rig.call(answering({ statusCode: 404 }));
  expect(spans()[0]).toMatchObject({ status: { code: 'UNSET' } });
  await rig.call(answering({ statusCode: 503 }));
  expect(spans()[0]).toMatchObject({ status: { code: 'ERROR' }, attributes: { 'error.type': '503' } });
});

test('without telemetry no answer carries a trace id', async () => {
  const rig = await startRig(ECHO);

  expect((await rig.call('/nowhere')).headers).not.toHaveProperty('x-trace-id');
});
