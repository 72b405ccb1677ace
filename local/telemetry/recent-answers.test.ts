import { expect, test } from 'vitest';
import { RecentAnswers } from './recent-answers.ts';

const clock = (nowMs = 100_000) => ({ nowMs });
const add = (answers: RecentAnswers, times: number, status: number, tookMs = 1) => {
  for (let i = 0; i < times; i++) answers.add('/users/1', status, tookMs);
};

test('measures the answers since a moment, once they are twenty', () => {
  const at = clock();
  const answers = new RecentAnswers(() => at.nowMs);
  answers.keep(10_000);
  add(answers, 19, 503, 5);
  expect(answers.since(0)).toEqual({});
  add(answers, 1, 404, 90);
  expect(answers.since(0)).toEqual({ errorRate: 95, p95Ms: 5 });

  at.nowMs += 1_000;
  add(answers, 20, 200, 7);

  expect(answers.since(at.nowMs)).toEqual({ errorRate: 0, p95Ms: 7 });
  expect(answers.since(0)).toEqual({ errorRate: 47.5, p95Ms: 7 });
});

test('the 95th percentile is what 95 % of the answers did not exceed', () => {
  const answers = new RecentAnswers();
  answers.keep(10_000);
  for (let ms = 100; ms > 0; ms--) answers.add('/', 200, ms);

  expect(answers.since(0).p95Ms).toBe(95);
});

test('callers that left and the chaos routes do not count', () => {
  const answers = new RecentAnswers();
  answers.keep(10_000);
  add(answers, 20, 499);
  for (let i = 0; i < 20; i++) answers.add('/chaos/a', 204, 600);

  expect(answers.since(0)).toEqual({});
});

test('keeps what is asked for, and nothing where nothing is', () => {
  const at = clock();
  const answers = new RecentAnswers(() => at.nowMs);
  add(answers, 20, 500);
  answers.keep(5_000);
  expect(answers.since(0)).toEqual({});

  add(answers, 20, 500);
  at.nowMs += 4_999;
  answers.keep(5_000);
  expect(answers.since(0)).toMatchObject({ errorRate: 100 });
  at.nowMs += 1;
  answers.keep(5_000);
  expect(answers.since(0)).toEqual({});
});
