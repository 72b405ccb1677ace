import { expect, test } from 'vitest';
import { megabytes, shownOf, totalsOf } from './totals.ts';

const of = (key: string, more: object = {}) => ({
  ...{ key, cap: 4, starting: 0, idle: 0, busy: 0, waiting: 0, starts: 0, throttled: 0, memory_bytes: 0 },
  ...more,
});

test('functions that were checked at the start only are left out, unless all are asked for', () => {
  const functions = [of('a', { starts: 1 }), of('b', { idle: 1, starts: 1 }), of('c', { starts: 2 })];

  expect(shownOf(functions, false).map(({ key }) => key)).toEqual(['b', 'c']);
  expect(shownOf(functions, true)).toHaveLength(3);
});

test('totals are sums; memory that one function does not report counts as none', () => {
  const functions = [
    of('a', { busy: 1, idle: 2, waiting: 3, memory_bytes: 1_048_576 }),
    of('b', { starting: 1, throttled: 5, starts: 7, memory_bytes: null }),
  ];

  const totals = totalsOf(functions);

  expect(totals).toMatchObject({ busy: 1, idle: 2, starting: 1, waiting: 3, throttled: 5, starts: 7 });
  expect(megabytes(totals.memoryBytes ?? 0)).toBe(1);
  expect(totalsOf([of('c', { memory_bytes: null })]).memoryBytes).toBeUndefined();
});
