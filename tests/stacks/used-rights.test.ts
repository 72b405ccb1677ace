import { describe, expect, test } from 'vitest';
import { isChaosPath } from '#shared/faults/chaos-key';
import { kebabCase } from '#shared/http/route';
import { DEPLOYED_SERVICES, functionsOf } from '#stacks/services';
import { reachableCode, usedRights } from './used-rights.ts';

const FUNCTIONS = DEPLOYED_SERVICES.flatMap((service) => {
  const { api, consumers } = service;
  const rows = new Map(
    [
      ...Object.entries(api.routes).filter(([, { path }]) => !isChaosPath(path)),
      ...Object.entries(consumers),
    ].map(([key, { stores = [] }]) => [kebabCase(key), stores] as const),
  );
  return functionsOf(service).flatMap(({ name, file }) => {
    const stores = rows.get(name);
    return stores ? [{ service: api.service, name, file, stores }] : [];
  });
});

describe('every function uses each right of its stores column, and no other', () => {
  test.each(FUNCTIONS)('$service: $name', async ({ service, file, stores }) => {
    expect([...stores].sort()).toEqual(usedRights(service, await reachableCode({ file })));
  });
});

test('pages and not-found use no store', async () => {
  for (const service of DEPLOYED_SERVICES) {
    for (const { name, file } of functionsOf(service).filter((each) =>
      /^(docs|not-found)$/.test(each.name),
    )) {
      expect([name, ...usedRights(service.api.service, await reachableCode({ file }))]).toEqual([name]);
    }
  }
});

test('the task migrate reaches PostgreSQL only', async () => {
  const code = await reachableCode({ file: 'functions/restaurant/migrate.ts' });

  expect(usedRights('restaurant', code)).toEqual(['postgres']);
});

test('a call of a store without a known right is refused', () => {
  expect(usedRights('order', 'await deps.orders.purge(1); deps.archive.read()')).toEqual([
    'no right is known for deps.archive',
    'no right is known for orders.purge',
  ]);
});
