import { describe, expect, test } from 'vitest';
import type { Phase } from '#load/plan/phases';
import { Random } from '#simulation/random';
import { Arrivals, type Spacing } from './arrivals.ts';
import { levelAt, piecesOf } from './pieces.ts';

const MS_PER_SECOND = 1_000;

function timesOf(arrivals: Arrivals): number[] {
  const times: number[] = [];
  for (let at = arrivals.nextMs; at !== undefined; at = arrivals.nextMs) {
    times.push(at);
    arrivals.take();
  }
  return times;
}
const schedule = (phases: readonly Phase[], spacing: Spacing, seed = 1): number[] =>
  timesOf(new Arrivals(piecesOf(phases), spacing, new Random(seed)));
const between = (times: readonly number[], fromSecond: number, toSecond: number): number =>
  times.filter((at) => at >= fromSecond * MS_PER_SECOND && at < toSecond * MS_PER_SECOND).length;

const STEADY: Phase = { kind: 'steady', seconds: 10, rate: 50 };
const RAMP: Phase = { kind: 'ramp', seconds: 10, from: 0, to: 100 };
const SPIKE: Phase = { kind: 'spike', seconds: 10, rate: 10, peak: 200, peak_seconds: 2 };

test('even arrivals stand at equal distances', () => {
  const times = schedule([STEADY], 'even');

  expect(times.length).toBe(500);
  for (const [i, at] of times.entries()) expect(at).toBeCloseTo(10 + 20 * i, 6);
});

test('a ramp has as many arrivals in each second as its rate there', () => {
  const times = schedule([RAMP], 'even');

  expect(times.length).toBe(500);
  for (let second = 0; second < 10; second++) {
    expect(Math.abs(between(times, second, second + 1) - (10 * second + 5))).toBeLessThanOrEqual(1);
  }
});

test('a ramp down is its mirror image', () => {
  const down = schedule([{ kind: 'ramp', seconds: 10, from: 100, to: 0 }], 'even');
  const up = schedule([RAMP], 'even');

  for (const [i, at] of down.entries()) expect(at).toBeCloseTo(10_000 - (up.at(-1 - i) ?? 0), 3);
});

test('a spike stands in the middle', () => {
  const times = schedule([SPIKE], 'even');

  expect([between(times, 0, 4), between(times, 4, 6), between(times, 6, 10)]).toEqual([40, 400, 40]);
  expect(levelAt(piecesOf([SPIKE]), 5_000)).toBe(200);
});

test('phases follow each other, and one without a rate is silent', () => {
  const times = schedule([STEADY, { kind: 'soak', seconds: 5, rate: 0 }, RAMP], 'even');

  expect([between(times, 0, 10), between(times, 10, 15), between(times, 15, 25)]).toEqual([500, 0, 500]);
});

describe('a Poisson process', () => {
  const times = schedule([{ kind: 'steady', seconds: 1_000, rate: 20 }], 'poisson');
  const gaps = times.map((at, i) => at - (times[i - 1] ?? 0));

  test('has the rate of the plan', () => {
    // the standard deviation is the root of the number: 141
    expect(Math.abs(times.length - 20_000)).toBeLessThan(4 * 141);
  });

  test('has distances of the exponential distribution', () => {
    const longerThan = (ms: number): number => gaps.filter((gap) => gap > ms).length / gaps.length;

    expect(longerThan(50)).toBeCloseTo(Math.exp(-1), 1.7);
    expect(longerThan(150)).toBeCloseTo(Math.exp(-3), 2);
  });

  test('has counts whose variance is their mean', () => {
    const counts = Array.from({ length: 1_000 }, (_, second) => between(times, second, second + 1));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;

    expect(variance / mean).toBeGreaterThan(0.85);
    expect(variance / mean).toBeLessThan(1.15);
  });

  test('follows a ramp', () => {
    const ramp = schedule([{ kind: 'ramp', seconds: 1_000, from: 0, to: 40 }], 'poisson');

    expect(between(ramp, 0, 500) / ramp.length).toBeCloseTo(0.25, 1.7);
  });
});

test.each(['even', 'poisson'] as const)('the same seed has the same %s arrivals', (spacing) => {
  const phases = [STEADY, RAMP, SPIKE];

  expect(schedule(phases, spacing, 7)).toEqual(schedule(phases, spacing, 7));
  if (spacing === 'poisson') expect(schedule(phases, spacing, 8)).not.toEqual(schedule(phases, spacing, 7));
});

test('a new rate counts from its time on, and until the end of the plan', () => {
  const arrivals = new Arrivals(piecesOf([STEADY, RAMP]), 'even', new Random(1));
  const early: number[] = [];
  for (let at = arrivals.nextMs ?? 0; at < 2_000; at = arrivals.nextMs ?? Infinity) {
    early.push(at);
    arrivals.take();
  }
  arrivals.setRate(2_000, 200);
  const late = timesOf(arrivals);

  expect(early.length).toBe(100);
  expect(late.length).toBe(18 * 200);
  expect([between(late, 2, 3), between(late, 19, 20)]).toEqual([200, 200]);
  expect(late.at(-1)).toBeLessThan(20_000);
});

test('a rate of 0 can be set, and another one after it', () => {
  const arrivals = new Arrivals(piecesOf([STEADY]), 'even', new Random(1));
  arrivals.setRate(0, 0);
  expect(arrivals.nextMs).toBeUndefined();

  arrivals.setRate(5_000, 10);
  expect(timesOf(arrivals).length).toBe(50);
});
