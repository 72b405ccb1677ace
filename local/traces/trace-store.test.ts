import { expect, test } from 'vitest';
import { itemsIn } from '#shared/telemetry/otlp/groups';
import { logsBody, spanIdFor, type TestSpan, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { readTrace } from './trace-document.ts';
import { TraceStore, type TraceStoreLimits } from './trace-store.ts';

function filled(limits: TraceStoreLimits, ...bodies: readonly (readonly TestSpan[])[]): TraceStore {
  const store = new TraceStore(limits);
  for (const spans of bodies) add(store, spans);
  return store;
}

function add(store: TraceStore, spans: readonly TestSpan[], service = 'order'): void {
  const body = tracesBody(service, spans);
  store.addSpans(body, JSON.parse(body.toString()));
}

function addLogs(store: TraceStore, records: Parameters<typeof logsBody>[1]): void {
  const body = logsBody('order', records);
  store.addLogs(body, JSON.parse(body.toString()));
}

const idsIn = (store: TraceStore): string[] =>
  store.newestFirst().map(({ traceId }) => traceId.replace(/^0+/, ''));
const spansOf = (store: TraceStore, trace: string) => readTrace(store, traceIdFor(trace))?.spans ?? [];

test('the latest traces are stored, and late spans of an evicted trace are ignored', () => {
  const one = (trace: string): TestSpan[] => [{ trace, id: '1' }];
  const store = filled({ traces: 2 }, one('a'), one('b'), one('c'));

  add(store, [{ trace: 'a', id: '2', parent: '1' }]);

  expect(idsIn(store)).toEqual(['c', 'b']);
  expect(store.wasEvicted(traceIdFor('a'))).toBe(true);
  expect(store.wasEvicted(traceIdFor('b'))).toBe(false);
  expect(readTrace(store, traceIdFor('a'))).toBeUndefined();
});

test('it evicts again after all traces were evicted, and remembers only the latest evicted ids', () => {
  const store = new TraceStore({ traces: 1 });
  for (let at = 1; at <= 12; at++) add(store, [{ trace: at.toString(16), id: '1' }]);

  expect(idsIn(store)).toEqual(['c']);
  expect(['1', 'b'].map((trace) => store.wasEvicted(traceIdFor(trace)))).toEqual([false, true]);
});

test('stored bodies have a limit in bytes, and the oldest trace is evicted first', () => {
  const body = tracesBody('order', [{ trace: 'a', id: '1' }]).length;
  const store = new TraceStore({ bytes: 2 * body });
  for (const trace of ['a', 'b', 'c']) add(store, [{ trace, id: '1' }]);

  expect(idsIn(store)).toEqual(['c', 'b']);
  expect(store.bytes).toBe(2 * body);
});

test('a body that two traces share is stored until both are evicted', () => {
  const store = filled({ traces: 2 }, [
    { trace: 'a', id: '1' },
    { trace: 'b', id: '2' },
  ]);
  const { bytes } = store;

  add(store, [{ trace: 'c', id: '3' }]);
  expect(store.bytes).toBeGreaterThan(bytes);
  add(store, [{ trace: 'd', id: '4' }]);

  expect(idsIn(store)).toEqual(['d', 'c']);
  expect(store.bytes).toBeLessThan(2 * bytes);
});

test('a trace with spans over the limit stores the first, and counts the others', () => {
  const spans = ['1', '2', '3', '4', '5'].map((id) => ({ trace: 'a', id }));
  const store = filled({ spans: 3 }, spans.slice(0, 2), spans.slice(2));

  expect(spansOf(store, 'a').map(({ spanId }) => spanId)).toEqual(['1', '2', '3'].map(spanIdFor));
  expect(readTrace(store, traceIdFor('a'))).toMatchObject({ droppedSpans: 2 });
});

test('spans may arrive in any order, from several services; the root names the trace once it has arrived', () => {
  const store = filled({}, [{ trace: 'a', id: '2', parent: '1', name: 'GetItem', atMs: 5, tookMs: 2 }]);
  const summary = () => store.find(traceIdFor('a'))?.summary();
  expect(summary()).toMatchObject({ name: 'GetItem', durationMs: 2 });
  expect(readTrace(store, traceIdFor('a'))?.missingParents).toEqual([spanIdFor('1')]);

  const attributes = { 'http.response.status_code': 201, 'chaos.fault': 'delay' };
  add(store, [{ trace: 'a', id: '1', name: 'GET /x', atMs: 3, tookMs: 9, attributes, error: 'no' }], 'user');

  expect(summary()).toMatchObject({
    name: 'GET /x',
    service: 'user',
    status: 201,
    spans: 2,
    errors: 1,
    services: ['order', 'user'],
    faults: ['delay'],
    durationMs: 9,
  });
  expect(readTrace(store, traceIdFor('a'))?.missingParents).toEqual([]);
});

test('if the root is a span of the caller, the first span names the trace', () => {
  const store = filled({}, [
    { trace: 'a', id: '3', parent: '2', name: 'inner', atMs: 2 },
    { trace: 'a', id: '2', parent: '1', name: 'outer', atMs: 1 },
  ]);

  expect(store.find(traceIdFor('a'))?.summary().name).toBe('outer');
});

test('a span that was sent twice is stored once', () => {
  const span = { trace: 'a', id: '1' };

  expect(spansOf(filled({}, [span], [span]), 'a')).toHaveLength(1);
});

test('links are found from both sides until their trace is evicted', () => {
  const store = filled({ traces: 2 }, [{ trace: 'b', id: '2', links: [{ trace: 'a', span: '1' }] }]);
  expect(store.linkedFrom(traceIdFor('a'))).toEqual([traceIdFor('b')]);

  add(store, [{ trace: 'a', id: '1' }]);
  expect(readTrace(store, traceIdFor('a'))?.linkedFrom).toEqual([traceIdFor('b')]);
  expect(spansOf(store, 'b')[0]?.links).toEqual([
    { traceId: traceIdFor('a'), spanId: spanIdFor('1'), attributes: {} },
  ]);

  add(store, [{ trace: 'c', id: '3' }]);
  expect(store.linkedFrom(traceIdFor('a'))).toEqual([]);
});

test('log records are stored with their trace, which is not listed before it has spans', () => {
  const store = new TraceStore({ logs: 2 });
  addLogs(store, [{ trace: 'a', span: '1', body: 'placed', atMs: 2 }]);
  expect(store.newestFirst()).toEqual([]);

  add(store, [{ trace: 'a', id: '1' }]);
  addLogs(store, [
    { trace: 'a', span: '1', body: 'asked', atMs: 1 },
    { trace: 'a', span: '1', body: 'one too many', atMs: 3 },
    { trace: '', span: '1', body: 'of no trace' },
  ]);

  const logs = readTrace(store, traceIdFor('a'))?.logs ?? [];
  expect(logs.map(({ body, service, severity }) => [body, service, severity])).toEqual([
    ['asked', 'order', 'INFO'],
    ['placed', 'order', 'INFO'],
  ]);
});

test.each([
  {},
  { resourceSpans: 7 },
  { resourceSpans: [null, { scopeSpans: [null, { spans: [null, 1, {}] }] }] },
  { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'x', startTimeUnixNano: '1' }] }] }] },
])('what is no span is counted as such, and does no harm: %j', (request) => {
  const store = new TraceStore();

  const body = Buffer.from(JSON.stringify(request));

  const rejected = store.addSpans(body, JSON.parse(body.toString()));

  expect(rejected).toBe(itemsIn('traces', body));
  expect(store.size).toBe(0);
});

test('values of every type are read', () => {
  const store = new TraceStore();
  const attributes = [
    { key: 'text', value: { stringValue: 'a' } },
    { key: 'int', value: { intValue: '7' } },
    { key: 'double', value: { doubleValue: 1.5 } },
    { key: 'yes', value: { boolValue: true } },
    { key: 'list', value: { arrayValue: { values: [{ intValue: 1 }, { stringValue: 'b' }] } } },
    { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { intValue: 2 } }] } } },
    { key: 'none' },
  ];
  const span = {
    traceId: traceIdFor('A'),
    spanId: spanIdFor('1'),
    startTimeUnixNano: '1764021234567000123',
    endTimeUnixNano: 1764021234568000000,
    kind: 'SPAN_KIND_SERVER',
    attributes,
  };
  const body = Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  store.addSpans(body, JSON.parse(body.toString()));

  expect(spansOf(store, 'a')[0]).toMatchObject({
    kind: 'SERVER',
    service: 'unknown',
    startTimeUnixNano: '1764021234567000123',
    attributes: { text: 'a', int: 7, double: 1.5, yes: true, list: [1, 'b'], map: { k: 2 }, none: null },
  });
});
