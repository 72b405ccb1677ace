import { expect, test } from 'vitest';
import { isChaosPath, opensSwitches, refuseChaos } from './chaos-key.ts';

test.each([
  [undefined, undefined, true],
  ['anything', undefined, true],
  [undefined, 'key', false],
  ['', 'key', false],
  ['ke', 'key', false],
  ['keys', 'key', false],
  ['key', 'key', true],
])('%j opens switches whose key is %j: %j', (given, key, opens) => {
  expect(opensSwitches(given, key)).toBe(opens);
});

test('switches that do not exist are not found, whatever key is given', () => {
  expect(() => refuseChaos(false, true)).toThrow(expect.objectContaining({ code: 'not_found' }));
  expect(() => refuseChaos(true, false)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  expect(() => refuseChaos(true, true)).not.toThrow();
});

test.each([
  ['/chaos', true],
  ['/chaos/delay', true],
  ['/chaosx', false],
  ['/menus/chaos', false],
])('%s is a path of the switches: %j', (path, is) => {
  expect(isChaosPath(path)).toBe(is);
});
