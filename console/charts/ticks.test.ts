import { expect, test } from 'vitest';
import { ticks } from './ticks.ts';

test.each([
  [0, 66, 4, [0, 20, 40, 60]],
  [0, 1.1, 4, [0, 0.5, 1]],
  [-300, 0, 5, [-300, -200, -100, 0]],
  [-47, 0, 5, [-40, -30, -20, -10, 0]],
  [0, 0.4, 4, [0, 0.1, 0.2, 0.3, 0.4]],
])('from %s to %s, about %s: %j', (least, most, wanted, expected) => {
  expect(ticks(least, most, wanted)).toEqual(expected);
});
