import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { DrillRun } from './drill-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'food-delivery-drill-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sessionFile = join(folder, 'drill.json');
const STARTED = { started_at: '2030-01-31T12:00:00.000Z', expires_at: '2030-01-31T12:15:00.000Z' };
const TRUTH = {
  service: 'order',
  mechanism: 'declined',
  symptoms: { traces: 't', metrics: 'm', logs: 'l' },
  remedy: 'ask',
};
const SOLUTION = {
  name: 'x',
  truth: TRUTH,
  remedy: 'r',
  faults: [{ point: 'a.b.c' }],
  noise: [],
  began_at: 'then',
};

let asked: (readonly string[])[];
let answers: Record<string, object | string>;
let drill: DrillRun;
beforeEach(() => {
  asked = [];
  answers = { start: STARTED };
  writeFileSync(sessionFile, '{}');
  drill = new DrillRun({
    sessionFile,
    async run(words) {
      asked.push(words);
      const answer = answers[words[0] ?? ''] ?? 'not expected';
      return typeof answer === 'string'
        ? { exitCode: 2, stdout: '', stderr: `error: ${answer}\n` }
        : { exitCode: 0, stdout: JSON.stringify(answer), stderr: '' };
    },
  });
});

/** What the next frame that has the drill says of it, when nothing is under way. */
async function now() {
  await expect.poll(() => drill.isBusy).toBe(false);
  drill.watch();
  return drill.read().drill;
}
async function begin(): Promise<void> {
  drill.start(2, { minutes: 15, seed: undefined });
  await now();
}

test('a drill begins with its time, and without a word of the fault', async () => {
  await begin();

  expect(asked).toEqual([['start', '--level=2', '--minutes=15', '--json']]);
  expect(await now()).toEqual({
    ...{ state: 'running', level: 2, hints: [], answers: [], is_located: false },
    started_at_ms: Date.parse(STARTED.started_at),
    expires_at_ms: Date.parse(STARTED.expires_at),
  });
});

test('one that cannot begin says why', async () => {
  answers.start = 'the stores are wrong before anything is broken';
  await begin();

  expect(await now()).toMatchObject({ state: 'refused', problem: answers.start });
  expect(drill.isUnderWay).toBe(false);
});

test('answers are kept with their grades, hints with their costs, and a refusal until the next request', async () => {
  await begin();
  answers.submit = 'nothing is named';
  drill.submit({ point: '--x' });
  expect(await now()).toMatchObject({ problem: 'nothing is named', answers: [] });
  expect(asked.at(-1)).toEqual(['submit', '--point=--x', '--json']);

  answers.submit = { grades: { service: 'right' }, is_located: true };
  drill.submit({ service: 'order' });
  answers.hint = { hint: 'look', cost: 5, hints_left: 2 };
  await now();
  drill.hint();
  const shown = await now();
  expect(shown).toMatchObject({
    answers: [{ named: { service: 'order' }, grades: { service: 'right' } }],
    hints: [{ hint: 'look', cost: 5 }],
    is_located: true,
  });
  expect(shown).not.toHaveProperty('problem');
});

test('a fix that does not help is a problem; the one that does ends the drill with a report', async () => {
  await begin();
  answers.fix = { is_fixed: false, reason: 'not named yet' };
  drill.fix(undefined);
  expect(await now()).toMatchObject({ state: 'running', problem: 'not named yet' });

  const seconds = { detect: 1, locate: 2, mend: 3 };
  const score = {
    total: 90,
    has_passed: true,
    points: { service: 15 },
    costs: { hints: 0, wrong: 0 },
    seconds,
  };
  answers.fix = { is_fixed: true, was_on: true, violated: [], score, solution: SOLUTION };
  drill.fix('ask_provider');
  expect(await now()).toMatchObject({
    state: 'ended',
    report: {
      score: { total: 90, points: { service: [15, 15] }, seconds },
      violated: [],
      solution: { name: 'x', service: 'order', points: ['a.b.c'], remedy: 'ask' },
    },
  });
  expect(asked.at(-1)).toEqual(['fix', '--remedy=ask_provider', '--json']);
});

test('what is revealed has no score', async () => {
  await begin();
  answers.reveal = { ...SOLUTION, rules_end_at: null };
  drill.reveal();

  expect(await now()).toMatchObject({ state: 'ended', report: { solution: { began_at: 'then' } } });
});

test('a drill whose session is gone is over, and is not revealed when the engine ends', async () => {
  await begin();
  rmSync(sessionFile);

  expect(await now()).toMatchObject({ state: 'over' });
  await drill[Symbol.asyncDispose]();
  expect(asked.map(([word]) => word)).toEqual(['start']);
});

test('a drill that is under way ends with the engine', async () => {
  await begin();
  await drill[Symbol.asyncDispose]();

  expect(asked.at(-1)).toEqual(['reveal', '--json']);
});

test('it stands in a frame when it has changed, and now and then', async () => {
  await begin();
  drill.watch();
  const frames = Array.from({ length: 25 }, () => drill.read().drill !== undefined);

  expect(frames.filter(Boolean)).toHaveLength(3);
  expect(frames[0]).toBe(true);
});
