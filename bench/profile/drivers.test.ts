import { expect, test } from 'vitest';
import { bundlesOf, DEPLOYED_SERVICES } from '#stacks/services';
import { driverOf, FUNCTION_KEYS, findKey } from './drivers.ts';

test('every function that can be profiled is there, and has a load that reaches its service', () => {
  const deployed = DEPLOYED_SERVICES.flatMap(bundlesOf).map(({ service, name }) => `${service}/${name}`);

  for (const key of FUNCTION_KEYS) {
    expect(deployed).toContain(key);
    expect(driverOf(key).row).not.toBe('');
  }
});

test('a function is found by its key, or by its name alone, and by nothing less', () => {
  expect(findKey('order/place-order')).toBe('order/place-order');
  expect(findKey('place-order')).toBe('order/place-order');
  expect(findKey('order')).toBeUndefined();
  expect(findKey('')).toBeUndefined();
});
