import { expect, test } from 'vitest';
import type { TraceSummary } from '#shared/console/traces';
import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { barsOf, hitsOf } from './bars.ts';
import { diffOf, mostOrdinary, normalsFor } from './diff.ts';

const span = (spanId: string, parentSpanId: string | null, more: Partial<TraceSpan> = {}): TraceSpan => ({
  ...{ traceId: 't', spanId, parentSpanId, name: spanId, kind: 'CLIENT', service: 'order' },
  ...{ startTimeUnixNano: '1000000', endTimeUnixNano: '2000000', durationMs: 1 },
  ...{ status: { code: 'UNSET', message: '' }, attributes: {}, events: [], links: [], resource: {} },
  ...more,
});
const HIT = { [ATTRIBUTE.chaosFault]: 'slow', [ATTRIBUTE.chaosPoint]: 'order.handler' };

test('steps are compared by name and place, repeated ones in turn', () => {
  const normal = [span('root', null), span('a', 'root'), span('b', 'root'), span('c', 'b')];
  const other = [
    span('r', null, { name: 'root', durationMs: 9, attributes: HIT }),
    span('a1', 'r', { name: 'a' }),
    span('a2', 'r', { name: 'a', status: { code: 'ERROR', message: '' } }),
    span('d', 'a2'),
  ];

  const rows = diffOf({ spans: normal }, { spans: other });

  expect(rows.map(({ name, depth, normal, other }) => [depth, name, normal?.spanId, other?.spanId])).toEqual([
    [0, 'root', 'root', 'r'],
    [1, 'a', 'a', 'a1'],
    [1, 'b', 'b', undefined],
    [2, 'c', 'c', undefined],
    [1, 'a', undefined, 'a2'],
    [2, 'd', undefined, 'd'],
  ]);
  expect(rows[0]).toMatchObject({
    normal: { durationMs: 1 },
    other: { durationMs: 9 },
    hits: ['slow@order.handler'],
  });
  expect(rows.filter(({ other }) => other?.isFailed).map(({ name }) => name)).toEqual(['a']);
});

test('a trace is compared with those of its request that went well without a fault, at first with one of middling duration', () => {
  const trace = (traceId: string, more: Partial<TraceSummary> = {}): TraceSummary => ({
    ...{ traceId, name: 'POST /orders', service: 'order', startMs: 0, durationMs: 1, services: [], spans: 1 },
    ...{ errors: 0, orderIds: [], recovery: [], faults: [] },
    ...more,
  });
  const hit = trace('hit', { faults: ['slow'] });
  const bad = [
    hit,
    trace('other', { name: 'GET /orders' }),
    trace('error', { errors: 1 }),
    trace('failed', { order: 'failed: out_of_stock' }),
    trace('refused', { problem: 'not_found' }),
  ];

  const good = [trace('fast', { durationMs: 10 }), trace('ordinary', { durationMs: 12 })];
  const normals = normalsFor(hit, [...bad, trace('slow', { durationMs: 900 }), ...good]);

  expect(normals.map(({ traceId }) => traceId)).toEqual(['slow', 'fast', 'ordinary']);
  expect(mostOrdinary(normals)?.traceId).toBe('ordinary');
  expect(mostOrdinary(normals.slice(0, 2))?.traceId).toBe('fast');
  expect(mostOrdinary(normalsFor(hit, bad))).toBeUndefined();
  expect(normalsFor(trace('good'), [trace('good')])).toEqual([]);
  expect(
    normalsFor(
      hit,
      Array.from({ length: 99 }, (_, at) => trace(String(at))),
    ),
  ).toHaveLength(25);
});

test('a bar has its result, its faults once, and its log lines', () => {
  const hit = { name: EVENT.chaosHit, timeUnixNano: '1', attributes: HIT };
  const charge = span('charge', 'root', {
    startTimeUnixNano: '4000000',
    attributes: { ...HIT, [ATTRIBUTE.stepResult]: 'declined', [ATTRIBUTE.faasColdStart]: true },
    events: [hit, hit],
  });
  const line = { timeUnixNano: '1', severity: 'INFO', body: 'x', service: 'order', attributes: {} };
  const logs = [
    { ...line, spanId: 'charge' },
    { ...line, spanId: null },
  ];

  const [root, bar] = barsOf({ spans: [span('root', null), charge], logs });

  expect(root).toMatchObject({ startMs: 0, isFailed: false, tags: [], hits: [] });
  expect(bar).toMatchObject({ startMs: 3, isFailed: true, hits: ['slow@order.handler'] });
  expect(bar?.tags).toEqual(['declined', 'cold start', '≡ 1']);
  expect(hitsOf(span('x', null, { attributes: { [ATTRIBUTE.chaosFault]: 'delay' } }))).toEqual(['delay']);
});
