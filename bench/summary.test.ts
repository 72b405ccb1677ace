import { expect, test } from 'vitest';
import { medianInterval } from './median-interval.ts';
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

test('an interval of the median leaves out what cannot be it with 95 % certainty', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

  expect(medianInterval(upTo(5))).toEqual({ median: 3, low: 1, high: 5 });
  // tables of the sign test: ranks 2 and 9 of 10, 3 and 10 of 12, 6 and 15 of 20
  expect(medianInterval(upTo(10))).toEqual({ median: 5, low: 2, high: 9 });
  expect(medianInterval(upTo(12))).toEqual({ median: 6, low: 3, high: 10 });
  expect(medianInterval(upTo(20))).toEqual({ median: 10, low: 6, high: 15 });
});
