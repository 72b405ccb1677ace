import { expect, test } from 'vitest';
import { handlerPoint, type Point } from '#shared/faults/points/point';
import { refuseWrongSwitches } from './wrong-switches.ts';

const NAME = '/food-delivery/local/chaos/order';
const POINTS: readonly Point[] = [handlerPoint('order'), handlerPoint('user')];
const put = (point: string, mode: string, points?: readonly Point[]) => () =>
  refuseWrongSwitches(NAME, JSON.stringify({ rules: [{ id: 'a', point, mode }] }), points);

test.each([
  [
    'order.handlr',
    'exception',
    /^rule a: order\.handlr matches no point of the order service; near it are order\.handler\.$/,
  ],
  ['user.handler', 'exception', /^rule a: user\.handler matches no point of the order service/],
  ['order.*', 'decline', /^rule a: decline does not fit order\.\*; modes that fit are .*latency/],
])('a rule at %s in the mode %s is refused', (point, mode, message) => {
  expect(put(point, mode, POINTS)).toThrow(message);
});

test('a rule that can act is taken', () => {
  expect(put('order.handler', 'exception', POINTS)).not.toThrow();
  expect(put('*', 'latency', POINTS)).toThrow(/latency needs ms/);
});

test('where no points are known, a pattern must begin with the name of the service', () => {
  expect(put('order.handlr', 'exception')).not.toThrow();
  expect(put('user.handler', 'exception')).toThrow(/whose points begin with order\./);
});
