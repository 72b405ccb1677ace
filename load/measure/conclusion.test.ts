import { expect, test } from 'vitest';
import { conclusionOf } from './conclusion.ts';

const HONEST = { begun: 1_000, dropped: 0, lateP99Ms: 1, noSocket: 0, latencyLimitMs: 0 };
const judged = (change: Partial<typeof HONEST>) => conclusionOf({ ...HONEST, ...change }).conclusion;

test.each([
  [{}, 'conclusive'],
  [{ lateP99Ms: 20 }, 'conclusive'],
  [{ lateP99Ms: 20.1 }, 'inconclusive'],
  [{ lateP99Ms: 20.1, latencyLimitMs: 100 }, 'inconclusive'],
  [{ lateP99Ms: 50, latencyLimitMs: 500 }, 'conclusive'],
  [{ lateP99Ms: 51, latencyLimitMs: 500 }, 'inconclusive'],
  [{ begun: 990, dropped: 10 }, 'conclusive'],
  [{ begun: 989, dropped: 11 }, 'inconclusive'],
  [{ noSocket: 1 }, 'inconclusive'],
  [{ begun: 0 }, 'inconclusive'],
] as const)('%j is %s', (change, conclusion) => {
  expect(judged(change)).toBe(conclusion);
});

test('each reason is a sentence', () => {
  expect(conclusionOf({ ...HONEST, begun: 900, dropped: 100, lateP99Ms: 80 }).reasons).toEqual([
    'the generator was late by 80.0 ms at p99, and at most 20 ms are allowed',
    '100 of 1000 journeys (10.0 %) were dropped, and at most 1 % are allowed',
  ]);
});
