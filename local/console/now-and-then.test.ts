import { expect, test } from 'vitest';
import { NowAndThen } from './now-and-then.ts';

test('one of some frames has it, and each that follows a change', () => {
  const frames = new NowAndThen(3);
  const has = (count: number) => Array.from({ length: count }, () => frames.next());

  expect(has(5)).toEqual([true, false, false, true, false]);
  frames.due();
  expect(has(4)).toEqual([true, false, false, true]);
});
