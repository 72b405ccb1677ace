import { expect, test } from 'vitest';
import { measureRatios } from './rounds.ts';
import type { Turns } from './turn.ts';

/** Takes so many milliseconds, times what the machine makes of it in the round. */
const turns = (row: string, ms: number, machine: () => number, taken: string[] = []): Turns => ({
  row,
  async take() {
    taken.push(row);
    return ms * machine();
  },
  async [Symbol.asyncDispose]() {
    // nothing is open
  },
});
const { signal } = new AbortController();

test('what makes a whole round slow cancels out', async () => {
  const references: string[] = [];
  // the reference is taken before and after the rows of a round
  const machine = () => 10 ** Math.floor((references.length - 1) / 2);

  const ratios = await measureRatios({
    reference: [turns('empty-handler', 0.5, machine, references)],
    rows: [turns('get-menu', 1, machine), turns('place-order', 20, machine)],
    rounds: 5,
    longestMs: 60_000,
    signal,
  });

  expect(ratios).toEqual({ 'get-menu': 2, 'place-order': 40 });
});

test('a row that is slow in one round is not slow', async () => {
  let round = 0;
  const ratios = await measureRatios({
    reference: [turns('empty-handler', 1, () => 1)],
    rows: [turns('get-menu', 3, () => (round++ === 2 ? 100 : 1))],
    rounds: 5,
    longestMs: 60_000,
    signal,
  });

  expect(ratios).toEqual({ 'get-menu': 3 });
});

test('the order changes from round to round, and time ends the rounds after the third', async () => {
  const taken: string[] = [];
  await measureRatios({
    reference: [turns('reference', 1, () => 1)],
    rows: ['a', 'b', 'c'].map((row) => turns(row, 1, () => 1, taken)),
    rounds: 100,
    longestMs: 0,
    signal,
  });

  expect(taken.join('')).toBe('abcbcacab');
});
