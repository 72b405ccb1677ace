import { expect, test } from 'vitest';
import { functionsAt } from './functions-at.ts';

const queue = (visible: number) => ({ name: 'q', visible, in_flight: 0, delayed: 0 });
const frames = [
  { at_ms: 1, functions: { figures: { a: { busy: 9 } } } },
  {
    at_ms: 2,
    functions: { is_all: true, figures: { a: { cap: 4, idle: 1 }, b: { cap: 2 } } },
    queues: [queue(0)],
  },
  { at_ms: 3, functions: { figures: { a: { cap: 4, busy: 1 } } } },
  { at_ms: 4, queues: [queue(5)] },
] as const;
const at = (ms: number) => {
  const { functions, queues } = functionsAt(frames, ms) ?? {};
  return [functions?.map(({ key, idle, busy }) => [key, idle, busy]), queues?.map(({ visible }) => visible)];
};

test('each function and queue is as the last frame that has it says', () => {
  expect(at(2)).toEqual([
    [
      ['a', 1, 0],
      ['b', 0, 0],
    ],
    [0],
  ]);
  expect(at(3)[0]).toContainEqual(['a', 0, 1]);
  expect(at(4)).toEqual([at(3)[0], [5]]);
});

test('changes alone say nothing of an instant: they are those of one function', () => {
  expect(functionsAt(frames, 1)).toBeUndefined();
});
