import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from './time-limit.ts';

const MS = 100;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a call that takes longer is told so once, after the whole time', () => {
  const exceeded = vi.fn();
  const limit = new TimeLimit(MS, exceeded);
  limit.begin();
  vi.advanceTimersByTime(MS - 1);
  expect(exceeded).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5 * MS);
  expect(exceeded).toHaveBeenCalledOnce();
});

test('each call has the whole time, however much of it the calls before took', () => {
  const exceeded = vi.fn();
  const limit = new TimeLimit(MS, exceeded);
  for (const tookMs of [60, 1, 99, 70]) {
    limit.begin();
    vi.advanceTimersByTime(tookMs);
    limit.end();
  }
  limit.begin();
  vi.advanceTimersByTime(MS - 1);
  expect(exceeded).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exceeded).toHaveBeenCalledOnce();
});

test('no time runs between calls, nor after the last', () => {
  const exceeded = vi.fn();
  const limit = new TimeLimit(MS, exceeded);
  limit.begin();
  limit.end();
  vi.advanceTimersByTime(5 * MS);
  limit.begin();
  limit[Symbol.dispose]();
  vi.advanceTimersByTime(5 * MS);
  expect(exceeded).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
