import { expect, test } from 'vitest';
import { outcomeClass } from './outcome.ts';
import { Recorder } from './recorder.ts';

function end(recorder: Recorder, outcome: string, intendedMs: number, sentMs: number): void {
  const { section } = recorder;
  const name = { journey: 'order', step: 'place-order', outcome, section };
  recorder.ended({ ...name, dueMs: 1_000, sentMs: 1_000 + intendedMs - sentMs, endedMs: 1_000 + intendedMs });
}

test('a sample has the figures of its second, and the result those of all', () => {
  const recorder = new Recorder();
  recorder.begin('before');
  recorder.count('begun');
  for (let i = 1; i <= 100; i++) end(recorder, '201 confirmed', i, i / 10);
  const first = recorder.sample(50);
  end(recorder, '503', 2_000, 2_000);
  const second = recorder.sample(50);
  const result = recorder.result(1, 0);

  expect(first).toMatchObject({ begun: 1, section: 'before', level: 50 });
  expect(first.all).toMatchObject({ ended: 100, outcomes: { '201 confirmed': 100 } });
  expect(first.all.latency_ms.intended.p50).toBeCloseTo(50, 0);
  expect(first.all.latency_ms.sent.p99).toBeCloseTo(9.9, 1);
  expect(second).toMatchObject({ begun: 0, all: { ended: 1, outcomes: { '503': 1 } } });
  expect(result.all.outcomes).toEqual({ '201 confirmed': 100, '503': 1 });
  expect(result.all.latency_ms.intended.max).toBeCloseTo(2_000, -1);
});

test('a request belongs to the section in which it began', () => {
  const recorder = new Recorder();
  recorder.begin('before');
  const { section } = recorder;
  recorder.begin('during');
  const times = { dueMs: 0, sentMs: 0, endedMs: 5 };
  recorder.ended({ journey: 'order', step: 'place-order', outcome: '201', section, ...times });

  expect(recorder.result(1, 0).sections.map(({ name, all }) => [name, all.ended])).toEqual([
    ['before', 1],
    ['during', 0],
  ]);
});

test('outcomes that a server invents do not fill the memory', () => {
  const recorder = new Recorder();
  recorder.begin('all');
  for (let i = 0; i < 10_000; i++) end(recorder, `500 code_${i}`, 1, 1);

  const { outcomes, ended } = recorder.result(1, 0).all;
  expect(ended).toBe(10_000);
  expect(Object.keys(outcomes).length).toBeLessThan(100);
});

test.each([
  ['200', 'ok'],
  ['201 failed', 'ok'],
  ['400 out_of_stock', 'refused'],
  ['503 dependency_unavailable', 'failed'],
  ['201 unreadable', 'failed'],
  ['no answer: timeout', 'unanswered'],
])('%s is %s', (outcome, expected) => {
  expect(outcomeClass(outcome)).toBe(expected);
});
