import { expect, test } from 'vitest';
import type { Span } from '../engine-traces.ts';
import { readCalls } from './read-calls.ts';

const hit = (rule: string, point: string, at: number) => ({
  name: 'chaos.hit',
  timeUnixNano: String(at),
  attributes: { 'chaos.fault': rule, 'chaos.point': point },
});

const span = (spanId: string, parentSpanId: string | null, members: Partial<Span>): Span => ({
  spanId,
  parentSpanId,
  name: '',
  kind: 'INTERNAL',
  service: 'order',
  startTimeUnixNano: '0',
  endTimeUnixNano: '99',
  status: { code: 'UNSET', message: '' },
  attributes: {},
  events: [],
  ...members,
});

const update = (spanId: string, parent: string, from: number, to: number): Span =>
  span(spanId, parent, {
    startTimeUnixNano: String(from),
    endTimeUnixNano: String(to),
    events: [hit('header-1', 'order.orders.update', from), hit('header-2', 'order.payments.charge', from)],
  });
const step = (name: string, parent: string, at: number): Span =>
  span(`${name}-${at}`, parent, {
    name,
    kind: 'CLIENT',
    startTimeUnixNano: String(at),
    endTimeUnixNano: String(at + 1),
  });

test('calls are told by their request, their step and their number', () => {
  const placed = [
    span('request', null, {
      name: 'POST /orders',
      kind: 'SERVER',
      events: [hit('header-1', 'order.handler', 1)],
    }),
    update('first', 'request', 10, 20),
    step('confirm order', 'request', 12),
    update('second', 'request', 30, 40),
    step('settle order', 'request', 32),
  ];
  const recovered = [
    span('message', null, { name: 'inspect message' }),
    update('third', 'message', 50, 60),
    step('fail order', 'message', 52),
  ];
  const trace = { traceId: 'a', linkedFrom: [] };

  const calls = readCalls(
    [
      { ...trace, spans: recovered },
      { ...trace, spans: placed },
    ],
    [],
  );

  const place = (shell: string, point: string, text: string) => ({ shell, point, step: text });
  expect(calls.map(({ place: at, number }) => ({ ...at, number }))).toEqual([
    { ...place('POST /orders', 'order.handler', ''), number: 1 },
    { ...place('POST /orders', 'order.orders.update', 'confirm order'), number: 1 },
    { ...place('POST /orders', 'order.orders.update', 'settle order'), number: 2 },
    { ...place('recovery', 'order.orders.update', 'fail order'), number: 3 },
  ]);
});
