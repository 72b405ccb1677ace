import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { progressIsDue, reportingProgress } from './progress.ts';

test('work that takes longer than two seconds says what it is, every two seconds', async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  const work = reportingProgress(
    'reading',
    (line) => lines.push(line),
    () => sleepFake(5_000),
  );
  await vi.advanceTimersByTimeAsync(6_000);
  await work;
  await vi.advanceTimersByTimeAsync(6_000);
  vi.useRealTimers();

  expect(lines).toEqual(['reading … 2 s', 'reading … 4 s']);
});

const sleepFake = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('short work says nothing, and a failure is passed on', async () => {
  const lines: string[] = [];
  const fail = async (): Promise<void> => {
    await sleep(1);
    throw new Error('no');
  };

  await expect(reportingProgress('reading', (line) => lines.push(line), fail)).rejects.toThrow('no');
  expect(lines).toEqual([]);
});

test('a busy loop is due every two seconds', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const isDue = progressIsDue();
  const seen = [1_000, 1_000, 1_000, 1_000].map((ms) => {
    vi.advanceTimersByTime(ms);
    return isDue();
  });
  vi.useRealTimers();

  expect(seen).toEqual([false, true, false, true]);
});
