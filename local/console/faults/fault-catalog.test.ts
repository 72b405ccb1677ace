import { expect, test } from 'vitest';
import { EDGES } from '#shared/console/topology';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import { edgesOfRule } from './edges-of-points.ts';
import { catalogOf } from './fault-catalog.ts';
import { MODES_IN_KOREAN } from './modes-in-korean.ts';

const port = (name: string, ...technologies: Point['technologies']): Point => ({
  ...{ name, kind: 'port', technologies },
});
const POINTS: readonly Point[] = [
  { name: 'user.handler', kind: 'handler', technologies: [] },
  { name: 'order.consumer', kind: 'consumer', technologies: [] },
  port('user.users.find', 'dynamodb'),
  port('user.tokens.verify', 'tokens'),
  port('order.orders.put', 'dynamodb'),
  port('order.reader.find', 'redis', 'dynamodb'),
  port('order.payments.charge', 'dynamodb', 'payment'),
  port('order.payments.close', 'dynamodb', 'payment'),
  port('order.recovery.send', 'sqs'),
  port('order.users.validate', 'http'),
  port('order.inventory.reserve', 'http'),
  port('restaurant.menus.list', 'redis', 'postgresql'),
];

test.each([
  ['user.handler', 'status', 'gateway-user'],
  ['order.consumer', 'exception', 'queue-order'],
  ['user.users.find', 'throttled', 'user-users'],
  ['user.tokens.verify', 'key_rotated', 'gateway-user'],
  ['order.orders.put', 'latency', 'order-orders'],
  ['order.reader.find', 'down', 'order-redis'],
  ['order.reader.find', 'latency', 'order-orders'],
  ['order.payments.charge', 'decline', 'order-provider'],
  ['order.payments.charge', 'latency', 'order-provider'],
  ['order.payments.charge', 'throttled', 'order-payments'],
  ['order.payments.close', 'latency', 'order-payments'],
  ['order.recovery.send', 'duplicate', 'order-queue'],
  ['order.users.validate', 'refused', 'order-user'],
  ['order.inventory.reserve', 'http_status', 'order-restaurant'],
  ['restaurant.menus.list', 'slow', 'restaurant-redis'],
  ['restaurant.menus.list', 'slow_query', 'restaurant-postgresql'],
])('at %s, %s acts on %s', (point, mode, edge) => {
  expect(edgesOfRule(point, mode, POINTS)).toEqual([edge]);
  expect(edgesOfRule('*', mode, POINTS)).toContain(edge);
});

test('each fault that fits a point is offered on one edge', () => {
  const offered = EDGES.flatMap((edge) =>
    catalogOf(edge, POINTS).points.flatMap(({ point, modes }) => modes.map((mode) => `${point} ${mode}`)),
  );
  const fitting = POINTS.flatMap((point) =>
    MODES.filter((mode) => fitsAt(mode, point)).map(({ name }) => `${point.name} ${name}`),
  );

  expect(offered.sort()).toEqual(fitting.sort());
});

test('a mode is described with its parameters and their limits', () => {
  const { modes } = catalogOf('order-provider', POINTS);

  expect(modes.latency).toMatchObject({ whens: ['before', 'after'] });
  expect(modes.latency?.params[0]).toEqual({
    ...{ name: 'ms', kind: 'number', least: 0, most: 900_000, isRequired: false },
  });
  expect(modes.wrong_value?.params[0]).toMatchObject({ kind: 'choice', isRequired: true });
});

test('each mode has a sentence in Korean', () => {
  expect(Object.keys(MODES_IN_KOREAN).sort()).toEqual(MODES.map(({ name }) => name).sort());
});
