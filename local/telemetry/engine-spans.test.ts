import { expect, test } from 'vitest';
import { spanIdFor, traceIdFor } from '#tests/support/engine/test-spans';
import { readTrace } from '../traces/trace-document.ts';
import { TraceStore } from '../traces/trace-store.ts';
import { EngineSpans, type GatewayCall } from './engine-spans.ts';

const START_MS = 1_764_021_234_567;
const BUFFER_BYTES = 64 * 1024;

const callOf = (trace: string, call: Partial<GatewayCall> = {}): GatewayCall => ({
  context: { traceId: traceIdFor(trace), spanId: spanIdFor('1'), parentSpanId: undefined },
  method: 'GET',
  path: '/menus/1',
  route: '/menus/{menu_id}',
  status: 200,
  requestId: 'r-1',
  startMs: START_MS,
  tookMs: 1.5,
  error: undefined,
  queue: undefined,
  ...call,
});

function startSpans() {
  const store = new TraceStore();
  const bodies: Buffer[] = [];
  const spans = new EngineSpans((lent) => {
    const body = Buffer.from(lent);
    bodies.push(body);
    expect(store.addSpans(body, JSON.parse(body.toString()))).toBe(0);
  });
  return { spans, store, bodies, spansOf: (trace: string) => readTrace(store, traceIdFor(trace))?.spans };
}

test('a call is recorded with its queue, whatever stands in its path', () => {
  const { spans, spansOf, bodies } = startSpans();
  const path = '/menus/"\\\u0000é\ud800😀';
  const context = { traceId: traceIdFor('a'), spanId: spanIdFor('1'), parentSpanId: spanIdFor('9') };
  const queue = { target: 'user/get', functionName: 'get', startMs: START_MS + 1, tookMs: 0.25, cold: true };

  spans.add(callOf('a', { path, context, queue }));
  spans.flush();
  spans.flush();

  expect(bodies).toHaveLength(1);
  expect(spansOf('a')).toMatchObject([
    {
      name: 'gateway GET /menus/{menu_id}',
      spanId: spanIdFor('1'),
      parentSpanId: spanIdFor('9'),
      kind: 'SERVER',
      durationMs: 1.5,
      status: { code: 'UNSET' },
      attributes: {
        'food.emulator': 'gateway',
        'http.request.method': 'GET',
        'http.route': '/menus/{menu_id}',
        'url.path': path,
        'http.response.status_code': 200,
        'food.request_id': 'r-1',
      },
    },
    {
      name: 'queue user/get',
      parentSpanId: spanIdFor('1'),
      kind: 'INTERNAL',
      durationMs: 0.25,
      attributes: { 'food.emulator': 'queue', 'faas.name': 'get', 'faas.coldstart': true },
    },
  ]);
});

test('calls that fill more than one body are all recorded, in bodies of a bounded size', () => {
  const { spans, store, bodies } = startSpans();
  for (let at = 1; at <= 500; at++) spans.add(callOf(at.toString(16), { status: 500 }));
  spans.flush();

  expect(store.size).toBe(500);
  expect(bodies.length).toBeGreaterThan(2);
  expect(Math.max(...bodies.map(({ length }) => length))).toBeLessThanOrEqual(BUFFER_BYTES);
});

test('an error with a message that no buffer holds is recorded too', () => {
  const { spans, spansOf } = startSpans();
  const message = '€'.repeat(BUFFER_BYTES);

  spans.add(callOf('a'));
  spans.add(callOf('b', { status: 502, error: { type: 'Error', message } }));
  spans.add(callOf('c', { status: 503 }));
  spans.flush();

  expect(spansOf('a')).toHaveLength(1);
  expect(spansOf('b')).toMatchObject([
    { status: { code: 'ERROR', message }, attributes: { 'error.type': 'Error' } },
  ]);
  expect(spansOf('c')).toMatchObject([
    { status: { code: 'ERROR', message: '' }, attributes: { 'error.type': '503' } },
  ]);
});
