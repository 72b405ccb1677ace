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

const hit = (parentSpanId: string, startTimeUnixNano = '1000000000', endTimeUnixNano = '2000000000') =>
  span(
    'order.payments.charge',
    { 'chaos.mode': 'latency' },
    { ...{ kind: 1, spanId: `hit ${startTimeUnixNano}`, parentSpanId }, startTimeUnixNano, endTimeUnixNano },
  );
const charged = (parentSpanId: string, startTimeUnixNano = '1988000000', more = {}) =>
  span('charge', payment, {
    ...{ spanId: `charge ${startTimeUnixNano}`, parentSpanId, startTimeUnixNano },
    endTimeUnixNano: String(Number(startTimeUnixNano) + 12_000_000),
    ...more,
  });

test.each([
  ['beside', [charged('request'), hit('request')]],
  ['below', [charged('hit 1000000000'), hit('request')]],
  [
    'below a span beside',
    [charged('step'), span('step', {}, { kind: 1, parentSpanId: 'request' }), hit('request')],
  ],
])(
  'a call that a fault made longer is counted once, with what the fault added: its span is %s',
  (_, spans) => {
    const calls = callsOfSpans('order', spans, edgeOfPoint);

    expect(calls).toHaveLength(2);
    expect(calls).toContainEqual({ edge: 'order-payments', isFailure: false, tookMs: 12 });
    expect(calls).toContainEqual({ edge: 'order-provider', isFailure: false, tookMs: 1_000 });
  },
);

test('calls before and after one that a fault acted on, and of other requests, are counted too', () => {
  const spans = [
    ...[
      hit('request'),
      charged('request', '900000000'),
      charged('request'),
      charged('request', '2100000000'),
    ],
    charged('another request', '1500000000'),
  ];

  expect(callsOfSpans('order', spans, edgeOfPoint).filter(({ edge }) => edge === 'order-provider')).toEqual(
    [1_000, 12, 12, 12].map((tookMs) => ({ edge: 'order-provider', isFailure: false, tookMs })),
  );
});

test('a payment that a fault made longer failed where it was declined', () => {
  const declined = span(
    'charge',
    { ...payment, 'food.step.result': 'declined' },
    { parentSpanId: 'request', startTimeUnixNano: '1988000000' },
  );

  expect(callsOfSpans('order', [hit('request'), declined], edgeOfPoint)[0]).toEqual({
    ...{ edge: 'order-provider', isFailure: true, tookMs: 1_000 },
  });
});

test('a fault inside of a service is no call of a client', () => {
  const inside = span('user.passwords.verify', { 'chaos.mode': 'latency' }, { kind: 1 });

  expect(callsOfSpans('user', [inside], () => 'gateway-user')).toEqual([]);
});

test('of two tries within a call that a fault acted on, the first is counted by itself', () => {
  const failed = charged('request', '1200000000', { status: { code: 2 } });

  expect(
    callsOfSpans('order', [hit('request'), failed, charged('request')], edgeOfPoint).filter(
      ({ edge }) => edge === 'order-provider',
    ),
  ).toEqual([
    { edge: 'order-provider', isFailure: false, tookMs: 1_000 },
    { edge: 'order-provider', isFailure: true, tookMs: 12 },
  ]);
});

test('spans with anything in them are read without an exception', () => {
  expect(
    edges('order', {}, { kind: CLIENT, attributes: [null, { key: 1 }] }, { name: 'inspect message' }),
  ).toEqual(['queue-order']);
});
