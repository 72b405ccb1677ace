import { expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { costOf } from './estimate.ts';
import { type CostSpan, usedBy, usedByRecovery } from './used-by-order.ts';

const span = (
  kind: CostSpan['kind'],
  attributes: CostSpan['attributes'],
  changes: Partial<CostSpan> = {},
): CostSpan => ({
  ...{ spanId: crypto.randomUUID(), parentSpanId: null, traceId: 'order', durationMs: 0, links: [] },
  ...{ kind, attributes },
  ...changes,
});
const dynamo = (
  operation: string,
  table: string,
  items?: number,
  changes: Partial<CostSpan> = {},
): CostSpan =>
  span(
    'CLIENT',
    {
      [ATTRIBUTE.dbSystem]: 'aws.dynamodb',
      [ATTRIBUTE.dbOperation]: operation,
      [ATTRIBUTE.dbCollection]: `food-delivery-local-${table}`,
      ...(items && { [ATTRIBUTE.dbBatchSize]: items }),
    },
    changes,
  );
const gateway = () => span('SERVER', { [ATTRIBUTE.emulator]: 'gateway' });
const call = (durationMs: number) => span('SERVER', { [ATTRIBUTE.httpRoute]: '/x' }, { durationMs });

test('an order with its token, one menu and a reservation, worked out by hand', () => {
  const used = usedBy([
    ...[gateway(), gateway(), gateway(), gateway()],
    // 100 + 15 + 10 + 20 ms at 1 GB, whole milliseconds each
    ...[call(99.2), call(14.5), call(10), call(19.01)],
    span('INTERNAL', { [ATTRIBUTE.emulator]: 'queue' }, { durationMs: 500 }),
    span('CLIENT', { [ATTRIBUTE.dbSystem]: 'postgresql', [ATTRIBUTE.dbOperation]: 'SELECT' }),
    dynamo('GetItem', 'users'),
    span('PRODUCER', {}),
    dynamo('PutItem', 'orders'), // 1 + its index
    dynamo('PutItem', 'payments'), // 1
    dynamo('UpdateItem', 'orders'), // 1 + its index
    dynamo('UpdateItem', 'order-fault-hits'), // no order needs it
  ]);

  expect(used).toEqual({
    ...{ apiCalls: 4, invocations: 4, writeUnits: 5, readUnits: 1, queueRequests: 1 },
    gbSeconds: expect.closeTo(0.145, 10),
  });
  const cost = costOf([used]);
  expect(cost?.lines.map(({ usd }) => usd)).toEqual([
    expect.closeTo(0.014, 10), // 4,000 x $3.50 / 1,000,000
    expect.closeTo(0.000_8, 10), // 4,000 x $0.20
    expect.closeTo(0.001_933_343, 9), // 145 GB-s x $0.0000133334
    expect.closeTo(0.003_125, 10), // 5,000 x $0.625
    expect.closeTo(0.000_125, 10), // 1,000 x $0.125
    expect.closeTo(0.000_4, 10), // 1,000 x $0.40
  ]);
  expect(cost?.usd_per_1000_orders).toBeCloseTo(0.020_383_343, 9);
});

test('a transaction of two items counts twice, and its index once', () => {
  expect(usedBy([dynamo('TransactWriteItems', 'orders', 2)]).writeUnits).toBe(5);
});

test('a batch of ten recoveries is shared, and each order pays for its own work', () => {
  const receive = span(
    'CONSUMER',
    { [ATTRIBUTE.messagingBatchCount]: 10 },
    { spanId: 'receive', durationMs: 30 },
  );
  const inspection = (spanId: string, traceId: string) =>
    span(
      'INTERNAL',
      {},
      { spanId, parentSpanId: 'receive', links: [{ traceId, spanId: 'x', attributes: {} }] },
    );
  const spans = [
    receive,
    inspection('mine', 'order'),
    dynamo('GetItem', 'orders', undefined, { parentSpanId: 'mine' }),
    inspection('other', 'another order'),
    dynamo('UpdateItem', 'orders', undefined, { parentSpanId: 'other' }),
  ];

  expect(usedByRecovery(spans, 'order')).toEqual({
    ...{ apiCalls: 0, invocations: 0.1, writeUnits: 0, readUnits: 1, queueRequests: 0.2 },
    gbSeconds: expect.closeTo(0.003, 10),
  });
});

test('several orders are averaged, and none costs nothing that could be said', () => {
  const one = { apiCalls: 1, invocations: 0, gbSeconds: 0, writeUnits: 0, readUnits: 0, queueRequests: 0 };

  expect(costOf([one, { ...one, apiCalls: 3 }])).toMatchObject({
    orders_read: 2,
    usd_per_1000_orders: 0.007,
  });
  expect(costOf([])).toBeNull();
});
