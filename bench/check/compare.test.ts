import { expect, test } from 'vitest';
import { compared, comparedRow } from './compare.ts';

const row = (measured: number, committed: Record<string, number> = { 'get-menu': 2 }) =>
  compared({ 'get-menu': measured }, committed)[0];

test('a row may take a quarter more than it did', () => {
  expect(row(2.5)).toMatchObject({ more: 0.25, isSlower: false });
  expect(row(2.51)?.isSlower).toBe(true);
  expect(row(0.1)?.isSlower).toBe(false);
});

test('a row without a figure counts as slower', () => {
  expect(row(Number.NaN)?.isSlower).toBe(true);
  expect(row(2, {})?.isSlower).toBe(true);
});

test.each([
  [2.1, ['get-menu', '2.00', '2.10', '+5 %', '']],
  [3, ['get-menu', '2.00', '3.00', '+50 %', 'SLOWER: at most +25 % is allowed']],
  [1.4, ['get-menu', '2.00', '1.40', '-30 %', 'faster: record it with --check --write']],
])('a ratio of %d is shown beside the committed one', (measured, cells) => {
  expect(compared({ 'get-menu': measured }, { 'get-menu': 2 }).map(comparedRow)).toEqual([cells]);
});
