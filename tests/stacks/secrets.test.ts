import { expect, test } from 'vitest';
import { resourcesOf, synthesise } from './synthesis.ts';

const templates = synthesise('local');

/** Functions that are given a variable, without the common start of their names. */
const functionsWith = (variable: string): string[] =>
  Object.values(templates)
    .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
    .filter(({ Properties }) => {
      const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      return variable in Variables;
    })
    .map(({ Properties }) => String(Properties.FunctionName).replace('food-delivery-local-', ''))
    .sort();

test('only functions that sign or verify user tokens are given their key', () => {
  expect(functionsWith('JWT_SECRET')).toEqual([
    'order-cancel-order',
    'order-get-order',
    'order-list-orders',
    'user-log-in',
    'user-validate-token',
  ]);
});

test('only functions that sign or verify tokens of services are given their key', () => {
  expect(functionsWith('SERVICE_TOKEN_SECRET')).toEqual([
    'order-cancel-order',
    'order-place-order',
    'order-recover-order',
    'restaurant-release-inventory',
    'restaurant-reserve-inventory',
  ]);
});

test('only functions of the restaurant service are given the address of PostgreSQL, with its password', () => {
  const given = functionsWith('DATABASE_URL');

  expect(given).toContain('restaurant-list-menus');
  expect(given.filter((name) => !name.startsWith('restaurant-') || /-(docs|not-found)$/.test(name))).toEqual(
    [],
  );
});
