import { expect, test } from 'vitest';
import { MODES } from '#shared/faults/modes/all';
import { findMode } from '#shared/faults/modes/find-mode';
import { fitsAt } from '#shared/faults/modes/mode';
import { allPoints } from './points.ts';

test('every point of every service is listed once, and the environment stays as it was', async () => {
  const before = { ...process.env };
  const names = (await allPoints()).map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
  for (const name of [
    'user.handler',
    'order.consumer',
    'order.payments.charge',
    'restaurant.inventory.reserve',
  ])
    expect(names).toContain(name);
  expect(names).not.toContain('user.consumer');
  expect(process.env).toEqual(before);
});

test('each mode fits some point, and kill fits them all', async () => {
  const points = await allPoints();

  expect(MODES.filter((mode) => !points.some((point) => fitsAt(mode, point)))).toEqual([]);
  expect(points.filter((point) => !fitsAt(findMode('kill') ?? expect.fail('no kill'), point))).toEqual([]);
});
