import { expect, test } from 'vitest';
import { MECHANISMS, type Mechanism } from '#scenarios/mechanism';
import { keysOf } from '#shared/map-values';
import { SERVICE_NAMES } from '#shared/services';
import { allPoints } from '#stacks/points';
import { DRILLS } from '../catalog/all.ts';
import type { Answer } from './answer.ts';
import { gradesOf } from './grade.ts';
import { type Key, keyOf } from './key.ts';
import { COSTS, POINTS, SINCE_SECONDS } from './points.ts';
import { type Doings, scoreOf } from './score.ts';

const NAMES = (await allPoints()).map(({ name }) => name);
const BEGAN_MS = Date.parse('2030-01-31T12:00:00Z');
const at = (seconds: number): number => BEGAN_MS + seconds * 1_000;

function doings(answer: Answer | undefined, done: Partial<Doings> = {}): Doings {
  const submitted = answer ? [{ atMs: at(30), answer }] : [];
  return { submitted, hints: 0, wrongRemedies: 0, mendedAtMs: at(40), ...done };
}
const rightAnswer = ({ service, points, mechanism }: Key): Answer => ({
  ...{ service, mechanism, sinceMs: at(5) },
  points: [...points].slice(0, 1),
});
const other = <T>(all: readonly T[], right: T): T => all.find((each) => each !== right) as T;

test('the points are 100 in all', () => {
  expect(Object.values(POINTS).reduce((sum, each) => sum + each, 0)).toBe(100);
});

test.each(DRILLS)('$name: the right answer, soon, scores full; near misses and nothing do not', (drill) => {
  const key = keyOf(drill, NAMES, BEGAN_MS);
  const right = rightAnswer(key);
  const outside = NAMES.find((name) => name.startsWith(`${key.service}.`) && !key.points.has(name)) ?? '';
  const misses: readonly Answer[] = [
    { ...right, service: other(SERVICE_NAMES, key.service) },
    { ...right, points: [...key.points, outside] },
    { ...right, mechanism: other(keysOf(MECHANISMS) as Mechanism[], key.mechanism) },
    { ...right, sinceMs: at(SINCE_SECONDS.right + 1) },
  ];

  expect(key.points.size).toBeGreaterThan(0);
  expect(scoreOf(doings(right), key)).toMatchObject({ total: 100, has_passed: true });
  for (const miss of misses) expect(scoreOf(doings(miss), key).total).toBeLessThan(100);
  expect(scoreOf(doings(undefined, { mendedAtMs: undefined }), key)).toMatchObject({
    total: 0,
    has_passed: false,
  });
  expect(scoreOf(doings(right, { mendedAtMs: undefined }), key).has_passed).toBe(false);
});

test('a wider area, a near time and late work get a part', () => {
  const payment = DRILLS.find(({ name }) => name === 'payment-failure');
  if (!payment) throw new Error('there is no such drill');
  const key = keyOf(payment, NAMES, BEGAN_MS);
  const ofPort = NAMES.filter((name) => name.startsWith('order.payments.'));
  const wide: Answer = { ...rightAnswer(key), points: ofPort, sinceMs: at(-SINCE_SECONDS.partly) };
  const late = doings(rightAnswer(key), {
    submitted: [{ atMs: at(600), answer: rightAnswer(key) }],
    mendedAtMs: at(700),
  });

  expect(ofPort.length).toBeGreaterThan(1);
  expect(gradesOf(wide, key, at(30))).toMatchObject({ point: 'partly', since: 'partly' });
  expect(scoreOf(doings(wide), key).points).toMatchObject({ point: 10, since: 5, detect: 0, locate: 10 });
  expect(scoreOf(late, key).points).toMatchObject({ detect: 0, locate: 0, mend: 10, mendSoon: 0 });
});

test('hints and wrong values cost, and what was right before stays right', () => {
  const key = keyOf(DRILLS[0] ?? expect.fail(), NAMES, BEGAN_MS);
  const right = rightAnswer(key);
  const wrong: Answer = { service: other(SERVICE_NAMES, key.service) };
  const submitted = [wrong, right, wrong].map((answer) => ({ atMs: at(30), answer }));

  const score = scoreOf(doings(right, { submitted, hints: 2, wrongRemedies: 1 }), key);

  expect(score.costs).toEqual({ hints: COSTS.hints[0] + COSTS.hints[1], wrong: 3 * COSTS.wrong });
  expect(score.total).toBe(100 - score.costs.hints - score.costs.wrong);
});

test('a time that is named before the fault began is a guess', () => {
  const key = keyOf(DRILLS[0] ?? expect.fail(), NAMES, BEGAN_MS);

  expect(gradesOf({ sinceMs: at(0) }, key, at(-1))).toEqual({ since: 'wrong' });
});
