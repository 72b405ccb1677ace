import { expect, test } from 'vitest';
import { linesOfHits } from './explain-trace.ts';

const span = (at: number, name: string, ...events: object[]) => ({
  spanId: name,
  parentSpanId: null,
  name,
  kind: 'CLIENT' as const,
  service: 'order',
  startTimeUnixNano: String(1_764_000_000_000_000_000n + BigInt(at)),
  endTimeUnixNano: String(1_764_000_000_000_000_000n + BigInt(at)),
  status: { code: 'UNSET' as const, message: '' },
  attributes: {},
  events: events as never[],
});
const hit = (at: number, attributes: object) => ({
  name: 'chaos.hit',
  timeUnixNano: String(1_764_000_000_000_000_000n + BigInt(at)),
  attributes: { 'chaos.mode': 'latency', 'chaos.when': 'before', 'chaos.attempt': 1, ...attributes },
});
const traceOf = (...spans: ReturnType<typeof span>[]) => ({ traceId: 'a'.repeat(32), spans, linkedFrom: [] });

test('each hit is a line, in order of time, and the header that hits the call again', () => {
  const again = `{"point":"order.payments.charge","note":"it's late"}`;
  const late = hit(25_000_000, {
    'chaos.fault': 'late',
    'chaos.point': 'order.payments.charge',
    'chaos.seed': '7',
  });
  const first = hit(1_000_000, {
    ...{
      'chaos.fault': 'header-1',
      'chaos.point': 'order.handler',
      'chaos.delay_ms': 20,
      'chaos.again': again,
    },
  });
  const trace = traceOf(
    span(5_000_000, 'charge', { name: 'else', timeUnixNano: '1', attributes: {} }, late),
    span(0, 'POST /orders', first),
  );

  expect(linesOfHits(trace)).toEqual([
    '+0.001 s  header-1  latency before order.handler  20 ms, attempt 1, in the span "POST /orders" of order',
    `    again: -H 'x-chaos: {"point":"order.payments.charge","note":"it'\\''s late"}'`,
    '+0.025 s  late  latency before order.payments.charge  attempt 1, seed 7, in the span "charge" of order',
  ]);
});

test('a trace without hits, or without spans, has no lines', () => {
  expect(linesOfHits(traceOf(span(0, 'POST /orders')))).toEqual([]);
  expect(linesOfHits(traceOf())).toEqual([]);
});
