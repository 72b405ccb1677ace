import { expect, test } from 'vitest';
import type { RowFigures } from './measure.ts';
import { growthOf, growthTable } from './verdict.ts';

const row = (cpuMs: Readonly<Record<number, readonly number[]>>, comparableFrom = 1): RowFigures => ({
  row: 'GET /menus',
  comparableFrom,
  sizes: Object.entries(cpuMs).map(([size, ms]) => ({ size: Number(size), cpuMs: ms, p50Ms: ms })),
  errors: {},
});

test('the greatest size is held against the smallest that compares with it, turn by turn', () => {
  const figures = row({ 1: [1, 1, 1], 1000: [2, 4, 3], 100000: [2.2, 4.4, 3.3] }, 1_000);

  expect(growthOf(figures)).toMatchObject({ ratio: { median: expect.closeTo(1.1, 10) }, isFlat: true });
  expect(growthOf({ ...figures, comparableFrom: 1 })).toMatchObject({
    ratio: { median: 3.3 },
    isFlat: false,
  });
});

test('a quarter more is flat, and more is not', () => {
  expect(growthOf(row({ 1: [1], 10: [1.25] }))?.isFlat).toBe(true);
  expect(growthOf(row({ 1: [1], 10: [1.26] }))?.isFlat).toBe(false);
});

test('what cannot be compared has no verdict', () => {
  expect(growthOf(row({ 1: [1] }))).toBeUndefined();
  expect(growthOf(row({ 1: [1], 10: [1] }, 10))).toBeUndefined();
  expect(growthOf(row({ 1: [], 10: [] }))).toBeUndefined();
});

test('the table shows sizes that do not compare in brackets', () => {
  expect(growthTable([row({ 1: [1], 1000: [2], 100000: [4] }, 1_000)]).split('\n')).toEqual([
    '| CPU ms/answer (p50 ms) | 1 | 1,000 | 100,000 | ratio |  |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    '| GET /menus | [1.00 (1.0)] | 2.00 (2.0) | 4.00 (4.0) | 2.00 [2.00, 2.00] | GROWS |',
  ]);
});
