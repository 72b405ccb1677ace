import { expect, test } from 'vitest';
import { callsOfSpans } from './edge-of-span.ts';

const CLIENT = 3;
const attributes = (values: Record<string, string>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
const span = (name: string, values: Record<string, string>, more: object = {}) => ({
  ...{ name, spanId: name, kind: CLIENT, startTimeUnixNano: '1000000000', endTimeUnixNano: '1012000000' },
  attributes: attributes(values),
  ...more,
});
const edgeOfPoint = (point: string) => (point === 'order.payments.charge' ? 'order-provider' : undefined);
const edges = (service: string, ...spans: readonly object[]) =>
  callsOfSpans(service, spans, edgeOfPoint).map(({ edge }) => edge);

const payment = { 'db.system.name': 'aws.dynamodb', 'db.collection.name': 'food-delivery-local-payments' };

test.each([
  ['order', { 'service.peer.name': 'user' }, ['order-user']],
  ['user', { 'db.system.name': 'aws.dynamodb', 'db.collection.name': 'x-local-users' }, ['user-users']],
  ['restaurant', { 'db.system.name': 'postgresql' }, ['restaurant-postgresql']],
  ['order', { 'db.system.name': 'redis' }, ['order-redis']],
  ['user', { 'db.system.name': 'redis' }, []],
  ['order', payment, ['order-payments']],
])('a client span of %s with %j is a call over %j', (service, values, expected) => {
  expect(edges(service, span('call', values))).toEqual(expected);
});

test('a charge is a call to the ledger and one to the provider, where a declined one failed', () => {
  const calls = callsOfSpans(
    'order',
    [span('charge', { ...payment, 'food.step.result': 'declined' })],
    edgeOfPoint,
  );

  expect(calls).toEqual([
    { edge: 'order-payments', isFailure: false, tookMs: 12 },
    { edge: 'order-provider', isFailure: true, tookMs: 12 },
  ]);
});

test('a call that a fault made longer is counted once, with what the fault added', () => {
  const hit = { 'chaos.mode': 'latency' };
  const point = { kind: 1, endTimeUnixNano: '2000000000' };

  const calls = callsOfSpans(
    'order',
    [
      span('charge', payment, { parentSpanId: 'order.payments.charge' }),
      span('order.payments.charge', hit, point),
    ],
    edgeOfPoint,
  );

  expect(calls).toEqual([
    { edge: 'order-payments', isFailure: false, tookMs: 12 },
    { edge: 'order-provider', isFailure: false, tookMs: 1_000 },
  ]);
});

test('spans with anything in them are read without an exception', () => {
  expect(
    edges('order', {}, { kind: CLIENT, attributes: [null, { key: 1 }] }, { name: 'inspect message' }),
  ).toEqual(['queue-order']);
});
