import { expect, test } from 'vitest';
import { msBetween, nanosOfHrTime, nanosOfMs } from './nanoseconds.ts';

test('times are written to the nanosecond, across the end of a second too', () => {
  expect(nanosOfMs(1_764_021_234_999, 0)).toBe('1764021234999000000');
  expect(nanosOfMs(1_764_021_234_999, 1.000_002)).toBe('1764021235000000002');
  expect(nanosOfMs(1_764_021_234_000, 123_456.789_012)).toBe('1764021357456789012');
});

test('a pair of seconds and nanoseconds is written with all nine digits', () => {
  expect(nanosOfHrTime([1_764_021_234, 0])).toBe('1764021234000000000');
  expect(nanosOfHrTime([1_764_021_234, 7_000_089])).toBe('1764021234007000089');
  expect(nanosOfHrTime([1_764_021_234, 1_000_000_000])).toBe('1764021235000000000');
});

test('times are apart by milliseconds with a fraction', () => {
  expect(msBetween('1764021234999000000', '1764021235000500000')).toBe(1.5);
});
