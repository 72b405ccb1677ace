import { expect, test } from 'vitest';
import type { OrderHistoryBody } from '#shared/console/order-history';
import { ATTRIBUTE, EVENT, STEP_SPAN } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { lifeOf } from './life.ts';

const ORDER = 42;
const TRACE = 'a'.repeat(32);

const history: OrderHistoryBody = {
  order_id: ORDER,
  events: [
    { at: '1970-01-01T00:00:01.000Z', after_ms: 0, store: 'orders', kind: 'placed', about: '', what: '' },
    {
      at: '1970-01-01T00:00:01.500Z',
      after_ms: 500,
      store: 'payments',
      kind: 'charge',
      about: 'declined 5 won',
      what: '',
    },
    {
      at: '1970-01-01T00:00:01.500Z',
      after_ms: 500,
      store: 'faults',
      kind: 'hit',
      about: 'seen twice',
      what: '',
    },
  ],
  cache: null,
};

const span = (spanId: string, startMs: number, more: Partial<TraceSpan> = {}): TraceSpan => ({
  ...{ traceId: TRACE, spanId, parentSpanId: 'root', name: spanId, kind: 'CLIENT', service: 'order' },
  ...{ startTimeUnixNano: `${startMs}000000`, endTimeUnixNano: `${startMs + 10}000000`, durationMs: 10 },
  ...{ status: { code: 'UNSET', message: '' }, attributes: {}, events: [], links: [], resource: {} },
  ...more,
});

test('records, requests, steps, messages and faults stand in their lanes, by time', () => {
  const hit = { name: EVENT.chaosHit, timeUnixNano: '1400500000' };
  const attributes = {
    [ATTRIBUTE.chaosFault]: 'payment_fail',
    [ATTRIBUTE.chaosPoint]: 'order.payments.charge',
    [ATTRIBUTE.chaosMode]: 'decline',
    [ATTRIBUTE.chaosWhen]: 'instead',
  };
  const spans = [
    span('root', 900, { parentSpanId: null, name: 'gateway POST /orders' }),
    span('1', 1_400, {
      name: STEP_SPAN.charge,
      attributes: { [ATTRIBUTE.orderId]: ORDER, [ATTRIBUTE.stepResult]: 'declined' },
      events: [{ ...hit, attributes }],
    }),
    span('2', 950, { name: 'send', attributes: { [ATTRIBUTE.messagingSystem]: 'aws_sqs' } }),
    span('3', 960, { name: 'GET pool' }),
  ];

  const life = lifeOf(ORDER, history, [{ traceId: TRACE, spans }]);

  expect(life.map(({ lane, kind, text, fromMs, isBad }) => [lane, kind ?? text, fromMs, isBad])).toEqual([
    ['requests', 'POST /orders', 900, false],
    ['queue', 'send', 950, false],
    ['orders', 'placed', 1_000, false],
    ['calls', 'charge: declined', 1_400, true],
    ['faults', 'hit', 1_400.5, true],
    ['payments', 'charge', 1_500, true],
  ]);
  expect(life[4]?.text).toBe('payment_fail@order.payments.charge: decline instead');
});

test('traces and spans of other orders are left out', () => {
  const of = (id: string, orderId: number) =>
    span(id, 1_000, { name: STEP_SPAN.getOrder, attributes: { [ATTRIBUTE.orderId]: orderId } });
  const mixed = { traceId: TRACE, spans: [of('1', ORDER), of('2', 7)] };
  const foreign = { traceId: 'b'.repeat(32), spans: [of('3', 7)] };

  expect(lifeOf(ORDER, undefined, [mixed, foreign]).map(({ spanId }) => spanId)).toEqual(['1']);
});

test('of a life up to an instant, what begins later is left out, and how a call ends that goes on', () => {
  const attributes = { [ATTRIBUTE.orderId]: ORDER, [ATTRIBUTE.stepResult]: 'declined' };
  const spans = [
    span('root', 900, { parentSpanId: null, name: 'gateway POST /orders', durationMs: 700 }),
    span('1', 1_400, { name: STEP_SPAN.charge, durationMs: 100, attributes }),
  ];
  const until = (ms: number) =>
    lifeOf(ORDER, history, [{ traceId: TRACE, spans }], ms).map(({ kind, text, toMs, isBad, isOpen }) => [
      ...[kind ?? text, toMs, isBad, isOpen],
    ]);

  expect(until(800)).toEqual([]);
  expect(until(1_450)).toEqual([
    ['POST /orders', 1_450, false, true],
    ['placed', 1_000, false, undefined],
    ['charge', 1_450, false, true],
  ]);
  expect(until(1_600)).toContainEqual(['charge: declined', 1_500, true, undefined]);
});
