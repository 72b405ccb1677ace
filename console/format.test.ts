import { expect, test } from 'vitest';
import { shownMsMore } from './format.ts';

test.each([
  [12.34, '+12.3 ms'],
  [-1_500, '−1.5 s'],
  [-0.04, '0 ms'],
  [0.04, '0 ms'],
  [0, '0 ms'],
  [-0.06, '−0.1 ms'],
])('a difference of %d ms is shown as %s', (ms, text) => {
  expect(shownMsMore(ms)).toBe(text);
});
