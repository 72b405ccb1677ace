import { expect, test } from 'vitest';
import { findMode } from '#shared/faults/modes/find-mode';
import type { Exploration } from './explore.ts';
import type { Form } from './forms/form.ts';
import { exitCodeOf } from './outcome.ts';
import { numbered } from './place.ts';
import { jsonReport, textReport } from './report.ts';
import type { Result } from './result.ts';

const FORM: Form = {
  route: 'GET /menus',
  variant: '',
  expects: 200,
  ask: async () => [],
  script: [],
  judge: () => ({ end: '', orderIds: [] }),
};
const calls = numbered([{ shell: FORM.route, point: 'restaurant.menus.list', step: '' }]);
const [call] = calls;
const mode = findMode('exception');
if (!call || !mode) throw new Error('there is no call, or no such mode');

const result = (isReached: boolean, isPlain: boolean): Result => ({
  experiment: {
    form: FORM,
    strikes: isPlain ? [] : [{ mode, when: 'instead', params: {}, at: call }],
    situation: calls,
  },
  answer: '200',
  end: 'read',
  orderIds: [],
  isReached,
  calls,
});
const PLAIN = result(true, true);
const MISSED = result(false, false);
const exploration = (results: readonly Result[], members: Partial<Exploration> = {}): Exploration => ({
  ...{ results, discoveries: [], findings: [], unrun: [], ...members },
});
const lastLineOf = (of: Exploration): string | undefined => textReport(of, []).trimEnd().split('\n').at(-1);

test.each([
  [[], '0 experiments at 0 places, no time for 1 more'],
  [[PLAIN], '1 experiments at 0 places, no time for 1 more'],
  [[PLAIN, MISSED], '2 experiments at 0 places, 1 did not get to their call, no time for 1 more'],
])('what tried no fault says so (%#)', (results, start) => {
  const of = exploration(results, { unrun: [PLAIN.experiment] });

  expect(lastLineOf(of)).toBe(`${start}, no fault was tried: allow more time by --max-minutes`);
  expect(JSON.parse(jsonReport(of, []))).toMatchObject({ tried: false, left_out: 1 });
  expect(exitCodeOf(of)).toBe(2);
});

test('answers and stores agree where faults were tried', () => {
  const of = exploration([PLAIN, result(true, false)]);

  expect(lastLineOf(of)).toBe('2 experiments at 0 places, answers and stores agree');
  expect(JSON.parse(jsonReport(of, []))).toMatchObject({ tried: true });
  expect(exitCodeOf(of)).toBe(0);
});

test('a counter-example counts where no fault was tried', () => {
  const finding = { rule: 'stock', text: 'one is lost', suspects: [PLAIN] };
  const of = exploration([PLAIN], { findings: [finding] });

  expect(lastLineOf(of)).toMatch(/, 1 counter-examples$/);
  expect(exitCodeOf(of)).toBe(1);
});
