import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { IS_FULL } from '#tests/support/full';
import { DOCUMENT, withTables } from './document.ts';
import { AS_DEPLOYED, type Limit, type Limits } from './limits.ts';
import { HOTTEST_SHARE } from './popularity.ts';
import { simulate } from './simulate.ts';
import { quickRows, scalingTables } from './tables.ts';
import { TIMES } from './times.ts';

const ENOUGH: Limits = {
  ...{ stage: 1e6, account: 1e6, environments: 1e6, connections: 1e6, processors: 4_000 },
  ...{ row: 64, partition: 64 },
};
const at = (ordersPerSecond: number, limits: Limits) =>
  simulate({ ordersPerSecond, limits, seed: 3, seconds: 3, warmUpSeconds: 5 });

test('docs/scaling.md has the rows that the simulation prints for smaller loads', () => {
  const lines = readFileSync(DOCUMENT, 'utf8').split('\n');

  expect(lines).toEqual(expect.arrayContaining([...quickRows()]));
});

if (IS_FULL) {
  test('docs/scaling.md has the tables that the simulation prints', () => {
    const text = readFileSync(DOCUMENT, 'utf8');

    expect(withTables(text, scalingTables())).toBe(text);
  });
}

test('a seed gives the same run, and another one another', () => {
  const options = { ordersPerSecond: 100, limits: AS_DEPLOYED, seconds: 3, warmUpSeconds: 1 };

  expect(simulate({ ...options, seed: 1 })).toEqual(simulate({ ...options, seed: 1 }));
  expect(simulate({ ...options, seed: 2 })).not.toEqual(simulate({ ...options, seed: 1 }));
});

test('the rows and partitions are as busy as arithmetic says', () => {
  const { busy, processors } = at(500, { ...ENOUGH, row: 1, partition: 4 });

  const rowMs = TIMES.statement.ms + TIMES.commit.ms;
  expect(busy.row).toBeCloseTo((500 * HOTTEST_SHARE * rowMs) / 1_000, 1);
  expect(busy.partition).toBeCloseTo((500 * 2) / (4 * 1_000), 1);
  expect(processors).toBeCloseTo((500 * (TIMES.statement.ms + TIMES.read.ms)) / 1_000, 1);
});

test.each<[Limit, number]>([
  ['stage', 500],
  ['account', 1_000],
  ['environments', 50],
  ['connections', 1],
  ['partition', 1],
])('too little of %s refuses orders, and nothing else does', (limit, value) => {
  const { refused } = at(1_500, { ...ENOUGH, [limit]: value });

  expect(Object.keys(refused)).toEqual([limit]);
});

test('too few processors are always busy, and make rows and connections wait', () => {
  expect(at(1_500, { ...ENOUGH, processors: 4 }).busy.processors).toBeGreaterThan(0.98);
});

test('a hot menu refuses orders of its row only', () => {
  const { refused, busy } = at(8_000, { ...ENOUGH, row: 1 });

  expect(Object.keys(refused)).toEqual(['row']);
  expect(busy.row).toBeGreaterThan(0.99);
});

test('with enough of everything no order is refused', () => {
  expect(at(1_500, ENOUGH).refused).toEqual({});
});
