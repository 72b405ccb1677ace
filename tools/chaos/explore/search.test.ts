import { expect, test } from 'vitest';
import { findMode } from '#shared/faults/modes/find-mode';
import type { When } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import { describeStrike, type Strike } from './experiment.ts';
import { Findings, isOfLie } from './finding.ts';
import type { Form } from './forms/form.ts';
import { Frontier } from './frontier.ts';
import { pairsOf } from './pairs.ts';
import { type Call, numbered } from './place.ts';
import type { Result } from './result.ts';

const FORM: Form = {
  route: 'POST /orders',
  variant: '',
  expects: 201,
  ask: async () => [],
  script: [],
  judge: () => ({ end: '', orderIds: [] }),
};
const POINTS: readonly Point[] = ['reserve', 'charge', 'confirm', 'release'].map((name) => ({
  name: `order.steps.${name}`,
  kind: 'port',
  technologies: [],
}));
const callsOf = (...names: string[]): readonly Call[] =>
  numbered(names.map((name) => ({ shell: 'POST /orders', point: `order.steps.${name}`, step: '' })));

function strikeAt(at: Call | undefined, mode: string, when: When): Strike {
  return { mode: findMode(mode) ?? expect.fail(mode), when, params: {}, at: at ?? expect.fail('no call') };
}

function result(
  calls: readonly Call[],
  strikes: readonly Strike[] = [],
  members: Partial<Result> = {},
): Result {
  return {
    experiment: { form: FORM, strikes, situation: calls },
    answer: '201 confirmed',
    end: 'confirmed',
    orderIds: [],
    isReached: true,
    calls,
    ...members,
  };
}

const PLAIN = callsOf('reserve', 'charge', 'confirm');
const FAILED = callsOf('reserve', 'charge', 'release');
const failed = (when: When): Result =>
  result(FAILED, [strikeAt(FAILED[1], 'exception', when)], { answer: '503', end: 'failed' });

test('a place that shows up behind a fault is struck behind that fault', () => {
  const frontier = new Frontier(POINTS);
  expect(frontier.learn([result(PLAIN)]).map(({ call }) => call.place.point)).toEqual(
    PLAIN.map(({ place }) => place.point),
  );

  const [found, ...others] = frontier.learn([failed('after'), failed('instead')]);

  expect(others).toEqual([]);
  expect(found?.call.place.point).toBe('order.steps.release');
  const struck = found ? frontier.strikes(found) : [];
  expect(struck.length).toBeGreaterThan(4);
  for (const { strikes } of struck) {
    expect(strikes.map(({ at }) => at.place.point)).toEqual(['order.steps.charge', 'order.steps.release']);
  }
});

test('what was not reached, or was reached by a lie, teaches nothing', () => {
  const lie = result(PLAIN, [strikeAt(PLAIN[0], 'wrong_value', 'instead')]);

  expect(new Frontier(POINTS).learn([lie, { ...failed('after'), isReached: false }])).toEqual([]);
});

test('of faults after which the same comes, one is followed by a second', () => {
  const pairs = pairsOf([failed('instead'), failed('after')], POINTS, new Set(), 1);

  expect(pairs.map(({ strikes }) => strikes.map(describeStrike).join(' + ')).toSorted()).toEqual(
    ['exception after', 'exception instead', 'kill after', 'kill before'].map(
      (blow) =>
        `exception instead at POST /orders: order.steps.charge + ${blow} at POST /orders: order.steps.release`,
    ),
  );
});

test('a seed draws the same order of pairs, and another one another', () => {
  const keys = (seed: number) =>
    pairsOf([result(PLAIN)], POINTS, new Set(), seed).map(({ strikes }) =>
      strikes.map(describeStrike).join(),
    );

  expect(keys(1)).toEqual(keys(1));
  expect(keys(1)).not.toEqual(keys(2));
  expect(keys(1).toSorted()).toEqual(keys(2).toSorted());
});

const CHARGE: Call = {
  place: { shell: 'POST /orders', point: 'order.payments.charge', step: '' },
  number: 1,
};

const ledger = (found: string) => ({
  rule: { name: 'ledger', claim: '' },
  checked: 1,
  violations: [{ subject: 'order 123456789012', expected: 'one charge', found }],
});
const verdict = (...results: ReturnType<typeof ledger>[]) =>
  ({ holds: false, snapshot: {}, results }) as unknown as Parameters<Findings['add']>[1];

test('a violation belongs to the experiment whose order it names, and is new once', () => {
  const findings = new Findings();
  const guilty = result(PLAIN, [strikeAt(CHARGE, 'charge_twice', 'instead')], { orderIds: [123456789012] });
  const other = result(PLAIN, [], { orderIds: [999999999999] });

  const [found, ...more] = findings.add([other, guilty], verdict(ledger('two')));

  expect(more).toEqual([]);
  expect(found?.suspects).toEqual([guilty]);
  expect(found && isOfLie(found)).toBe(true);
  expect(findings.add([other], verdict(ledger('two')))).toEqual([]);
  const innocent = {
    ...guilty,
    experiment: { ...guilty.experiment, strikes: [strikeAt(CHARGE, 'kill', 'after')] },
  };
  expect(new Findings().add([innocent], verdict(ledger('two'))).some(isOfLie)).toBe(false);
});

test('an answer that contradicts the stores is found, unless the fault found no call', () => {
  const wrong = result(PLAIN, [], { problem: 'answered 201 confirmed, ended failed' });

  expect(new Findings().add([wrong], verdict())).toMatchObject([{ rule: 'answers', suspects: [wrong] }]);
  expect(new Findings().add([{ ...wrong, isReached: false }], verdict())).toEqual([]);
});
