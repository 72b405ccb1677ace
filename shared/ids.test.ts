import { expect, test } from 'vitest';
import { newId } from './ids.ts';

const NOW_MS = Date.UTC(2026, 10, 24);

test('orders ids by time, whatever was drawn', () => {
  expect(newId(NOW_MS + 1, 0)).toBeGreaterThan(newId(NOW_MS, 0.999_999));
});

test('draws 4096 different ids in one millisecond', () => {
  const ids = new Set(Array.from({ length: 4096 }, (_, draw) => newId(NOW_MS, draw / 4096)));

  expect(ids.size).toBe(4096);
});

test('stays a safe integer until 2095', () => {
  expect(newId(Date.UTC(2095, 0, 1), 0.999_999)).toSatisfy(Number.isSafeInteger);
});

test('never gives a negative id, even with a clock that is wrong', () => {
  expect(newId(0, 0)).toBe(0);
});
