import { expect, test } from 'vitest';
import type { Turn } from '../interleaved.ts';
import { versus } from './compare.ts';

const turn = (answers: number, p50: number, wrong = 0): Turn => ({
  result: {
    seconds: 2,
    answers,
    outcomes: { expected: answers - wrong, ...(wrong > 0 && { 'status 500': wrong }) },
    latencyMs: { p50, p95: 2 * p50, p99: 3 * p50 },
    clientCpuMs: 1,
  },
  cpuMsPerAnswer: undefined,
});

test('compares pairs of turns, so that a slow minute of the machine affects no ratio', () => {
  const { ours, theirs, rate, p50 } = versus(
    { row: 'get-menu', connections: 8 },
    [turn(400, 1), turn(40, 10), turn(400, 1)],
    [turn(200, 2), turn(20, 20), turn(200, 2)],
  );

  expect(rate).toEqual({ median: 2, low: 2, high: 2 });
  expect(p50).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
  expect([ours.perSecond, theirs.perSecond, ours.cpuMs]).toEqual([200, 100, undefined]);
});

test('an answer that is not the expected one is an error and no part of the rate', () => {
  const { ours, theirs, rate } = versus(
    { row: 'get-menu', connections: 8 },
    [turn(400, 1)],
    [turn(400, 1, 300)],
  );

  expect([ours.errors, theirs.errors]).toEqual([0, 300]);
  expect(rate.median).toBe(4);
});
