import { expect, test } from 'vitest';
import { kebabCase } from '#shared/http/route';
import { DEPLOYED_SERVICES } from '#stacks/services';
import type { Stage } from '#stacks/stage';
import { resourcesOf, synthesise } from './synthesis.ts';

const templates = { local: synthesise('local'), aws: synthesise('aws') };

/** Functions that are given a variable, without the common start of their names. */
const functionsWith = (variable: string, stage: Stage = 'local'): string[] =>
  Object.values(templates[stage])
    .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
    .filter(({ Properties }) => {
      const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      return variable in Variables;
    })
    .map(({ Properties }) => String(Properties.FunctionName).replace(`food-delivery-${stage}-`, ''))
    .sort();

/** Functions whose columns ask for a key: to check tokens of callers, or to use them otherwise. */
const functionsThatUse = (key: string, auths: readonly string[]): string[] =>
  DEPLOYED_SERVICES.flatMap(({ api, consumers }) =>
    Object.entries({ ...api.routes, ...consumers })
      .filter(([, row]) => row.stores?.includes(key) || ('auth' in row && auths.includes(row.auth)))
      .map(([name]) => `${api.service}-${kebabCase(name)}`),
  ).sort();

test.each([
  [
    'JWT_SECRET',
    'userTokens',
    ['user', 'owner'],
    ['user-log-in', 'user-get-user', 'order-get-order'],
    'order-place-order',
  ],
  [
    'SERVICE_TOKEN_SECRET',
    'serviceTokens',
    ['service'],
    ['restaurant-reserve-inventory', 'restaurant-deduct-inventory', 'order-recover-order'],
    'order-get-order',
  ],
])('%s is given to the functions that use %s, and to no other', (variable, key, auths, some, other) => {
  const given = functionsWith(variable);

  expect(given).toEqual(functionsThatUse(key, auths));
  expect(functionsWith(variable, 'aws')).toEqual(given);
  expect(given).toEqual(expect.arrayContaining(some));
  expect(given).not.toContain(other);
});

test('the key of service tokens is where they are signed and verified', () => {
  expect(functionsWith('SERVICE_TOKEN_SECRET', 'aws')).toEqual([
    'order-cancel-order',
    'order-place-order',
    'order-recover-order',
    'restaurant-deduct-inventory',
    'restaurant-release-inventory',
    'restaurant-reserve-inventory',
    'restaurant-restore-inventory',
  ]);
});

test('calls without a token are taken on the stage local only', () => {
  for (const [stage, allowed] of [
    ['local', 'true'],
    ['aws', 'false'],
  ] as const) {
    const values = Object.values(templates[stage])
      .flatMap((template) => resourcesOf(template, 'AWS::Lambda::Function'))
      .map(({ Properties }) => Properties.Environment as { Variables: Record<string, string> })
      .flatMap(({ Variables }) => ('ALLOW_ANONYMOUS' in Variables ? [Variables.ALLOW_ANONYMOUS] : []));

    expect(new Set(values)).toEqual(new Set([allowed]));
    expect(values.length).toBeGreaterThan(20);
  }
});

test('only functions of the restaurant service are given the address of PostgreSQL, with its password', () => {
  const given = functionsWith('DATABASE_URL');

  expect(given).toContain('restaurant-list-menus');
  expect(given.filter((name) => !name.startsWith('restaurant-') || /-(docs|not-found)$/.test(name))).toEqual(
    [],
  );
});
