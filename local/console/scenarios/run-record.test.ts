import { expect, onTestFinished, test, vi } from 'vitest';
import { RunRecord } from './run-record.ts';

const VERDICT = { verdict: 'PASS', sentence: 'It holds.' } as const;

test('a run is shown as it was at any instant: its lines, its state and its verdict', () => {
  vi.useFakeTimers({ now: 1_000 });
  onTestFinished(() => void vi.useRealTimers());
  const record = new RunRecord('payment-failure');
  vi.setSystemTime(2_000);
  record.say('-- steady');
  vi.setSystemTime(3_000);
  record.ending();
  vi.setSystemTime(4_000);
  record.say('-- recovery');
  record.end(VERDICT);

  const at = (ms: number) => {
    const { state, lines, verdict } = record.at(ms) ?? {};
    return [state, lines?.length, verdict];
  };
  expect([999, 1_999, 2_999, 3_999, 4_000, Number.POSITIVE_INFINITY].map(at)).toEqual([
    [undefined, undefined, undefined],
    ['running', 0, undefined],
    ['running', 1, undefined],
    ['ending', 1, undefined],
    ['ended', 2, VERDICT],
    ['ended', 2, VERDICT],
  ]);
});

test('a run that goes on is running now', () => {
  expect(new RunRecord('x').at(Number.POSITIVE_INFINITY)?.state).toBe('running');
});
