import { expect, test } from 'vitest';
import type { Sample } from '#load/measure/sample';
import { notWithin } from './limit-checks.ts';

const LIMITS = { failedPercent: 10, p95Ms: 100 };
const second = (p95: number, outcomes: Record<string, number>, section = 'steady') =>
  ({
    section,
    all: {
      ended: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
      outcomes,
      latency_ms: { intended: { p95 } },
    },
  }) as unknown as Sample;
const steady = (...seconds: Sample[]) => notWithin('steady', LIMITS, seconds);

test('a phase keeps its limits though one second of it is slow or has failures', () => {
  const right = second(50, { '200': 20 });

  expect(steady(right, second(500, { '200': 1 }), right)).toBeUndefined();
  expect(steady(right, second(50, { '200': 1, '503': 1 }), right)).toBeUndefined();
  expect(steady(right, second(9_000, { '503': 9 }, 'warm-up'))).toBeUndefined();
});

test('it does not where failures are too many, most seconds are slow, or nothing is answered', () => {
  const slow = second(101, { '200': 5 });

  expect(steady(second(50, { '200': 8, '503': 1, 'no answer: timeout': 1 }))).toBe(
    '20.0 % of the requests failed',
  );
  expect(steady(slow, slow, second(50, { '200': 5 }))).toBe('the p95 is above 100 ms in 2 of 3 seconds');
  expect(steady()).toBe('no request was answered');
});
