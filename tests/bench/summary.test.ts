import { expect, test } from 'vitest';
import { median, percentile, summarise } from './summary.ts';

const oneToHundred = Array.from({ length: 100 }, (_, i) => i + 1);

test('a percentile is a time that occurred', () => {
  expect([50, 95, 99, 100].map((percent) => percentile(oneToHundred, percent))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 1)).toBe(7);
});

test('sorts as numbers, not as text', () => {
  expect(summarise([100, 9, 20])).toEqual({ p50: 20, p95: 100, p99: 100 });
  expect(median([10, 9, 100])).toBe(10);
});

test('nothing measured is zero', () => {
  expect(summarise([])).toEqual({ p50: 0, p95: 0, p99: 0 });
});
