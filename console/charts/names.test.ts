import { expect, test } from 'vitest';
import { rowsOfNames } from './names.ts';

test('names that would stand on each other have rows of their own, and others share the first', () => {
  const names = [
    { label: 'latency', left: 100 },
    { label: 'kill', left: 110 },
    { label: 'timeout', left: 300 },
    { label: 'decline', left: 120 },
    { label: 'status', left: 150 },
  ];

  expect(rowsOfNames(names)).toEqual([0, 1, 0, 2, 1]);
  expect(rowsOfNames([])).toEqual([]);
});
