import { describe, expect, test } from 'vitest';
import { handlerPoint, type Point } from '../points/point.ts';
import { activate } from './active-rule.ts';
import { memberText, readHeaderText, readMemberText } from './header-text.ts';
import type { WrittenRule } from './rule.ts';
import type { Places } from './rule-place.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const RULE = { point: 'order.payments.charge', mode: 'exception' };

const read = (value: unknown): readonly WrittenRule[] => {
  const found = readHeaderText(typeof value === 'string' ? value : JSON.stringify(value), NOW);
  return 'rules' in found ? found.rules : expect.fail(JSON.stringify(found.violations));
};
const refused = (value: unknown, places?: readonly Places[]) => {
  const found = readHeaderText(typeof value === 'string' ? value : JSON.stringify(value), NOW, places);
  return 'violations' in found ? found.violations[0] : expect.fail('was taken');
};

test('a rule gets the id of its place and an absolute expiry', () => {
  expect(read(RULE)).toEqual([
    { ...RULE, id: 'header-1', set_at: '2030-01-01T00:00:00.000Z', expires_at: '2030-01-01T00:15:00.000Z' },
  ]);
  expect(
    read([
      { ...RULE, id: 'mine' },
      { ...RULE, starts_in: 60, expires_at: '2030-01-01T00:02:00Z' },
    ]),
  ).toMatchObject([
    { id: 'header-1' },
    { id: 'header-2', starts_at: '2030-01-01T00:01:00.000Z', expires_at: '2030-01-01T00:02:00Z' },
  ]);
});

test('numbers may be text, as in PUT /chaos/{id}', () => {
  expect(read({ ...RULE, mode: 'latency', ms: '10' })).toMatchObject([{ ms: 10 }]);
});

test('the name of a preset stands for its rules', () => {
  expect(read('no-recovery-queue')).toMatchObject([{ id: 'header-1', point: 'order.recovery.send' }]);
});

test('2,048 bytes and 5 rules are taken, and no more', () => {
  const padded = (bytes: number) => JSON.stringify(RULE).padEnd(bytes);

  expect(read(padded(2_048))).toHaveLength(1);
  expect(refused(padded(2_049))).toMatchObject({ loc: [], msg: 'Must be at most 2048 bytes' });
  expect(read(Array(5).fill(RULE))).toHaveLength(5);
  expect(refused(Array(6).fill(RULE))).toMatchObject({ loc: [], msg: 'Must be 1 to 5 rules' });
  expect(refused([])).toMatchObject({ loc: [] });
});

test.each([
  ['no-such-preset', [], /dead-restaurant/],
  ['{"mode":', [], /valid JSON.*dead-restaurant/],
  [`${JSON.stringify(RULE)}, ${JSON.stringify(RULE)}`, [], /valid JSON/],
  [{ ...RULE, mode: 'nonsense' }, ['mode'], /exception/],
  [{ ...RULE, ms: 1 }, ['ms'], /^Unknown; allowed are id, point/],
  [[RULE, { ...RULE, match: { color: 1 } }], [1, 'match', 'color'], /^Unknown; allowed are route/],
  [{ ...RULE, mode: 'latency', ms: 'soon' }, ['ms'], /^Must be a number$/],
  ['5', [], /^Must be a rule, a list of rules, or, without quotation marks, one of .*slow-redis/],
  [[null], [0], /^A rule must be a JSON object/],
  ['"slow-redis"', [], /^Must be a rule.*slow-redis/],
  [['slow-redis'], [0], /^A rule must be a JSON object/],
  [{ ...RULE, expires_at: '2029-12-31T23:59:59Z' }, ['expires_at'], /later than now/],
  [
    [{ ...RULE, expires_at: '2030-01-01T00:00:30Z', starts_in: 60 }],
    [0, 'expires_at'],
    /later than the start/,
  ],
  [[RULE, { ...RULE, percentage: 101 }], [1, 'percentage'], /100/],
  [{ ...RULE, point: 'kitchen.handler' }, ['point'], /user., restaurant., order./],
  [{ ...RULE, expires_at: null }, ['expires_at'], /expires/],
  [{ ...RULE, stop_when: { oracle: true } }, ['stop_when'], /PUT \/chaos/],
  [{ ...RULE, point: '*.handler', times: 1 }, ['point'], /one service/],
])('%j is refused at %j', (value, loc, msg) => {
  expect(refused(value)).toMatchObject({ loc, msg: expect.stringMatching(msg) });
});

describe('as a member of baggage', () => {
  const rules = read([
    { ...RULE, note: 'a, b; "ü" \\ 100 %' },
    { ...RULE, times: 2, starts_in: 1 },
  ]);
  const member = memberText(rules);

  test('it holds only what may stand there, and comes back as it was', () => {
    expect(member).toMatch(/^[!#-+\--:<-[\]-~]*$/);
    expect(readMemberText(member)).toEqual({ rules: JSON.parse(JSON.stringify(rules)) });
  });

  test('each rule is counted under one key in every service', () => {
    const there = readMemberText(member);
    const keys = (list: readonly WrittenRule[]) => list.map((rule) => activate(rule, 0, true).key);

    expect(keys('rules' in there ? there.rules : [])).toEqual(keys(rules));
  });

  test.each([['%7B%'], ['%ff'], [memberText([RULE])], ['x'.repeat(4_097)]])('%s is refused', (text) => {
    expect(readMemberText(text)).toHaveProperty('violations');
  });

  test.each(['garbage', '5', 'slow-redis'])('no preset is allowed: %s', (text) => {
    expect(readMemberText(text)).toMatchObject({
      violations: [{ msg: expect.stringMatching(/ust be a rule or a list of rules$/) }],
    });
  });

  test('a rule that is over by now is no error', () => {
    const over = { ...RULE, id: 'x', set_at: '2020-01-01T00:00:00Z', expires_at: '2020-01-01T00:15:00Z' };
    expect(readMemberText(memberText([over]))).toHaveProperty('rules');
  });
});

const port = (name: string): Point => ({ name, kind: 'port', technologies: [] });
const KNOWN: readonly Places[] = [
  { service: 'user', points: [handlerPoint('user')] },
  { service: 'restaurant', points: [handlerPoint('restaurant'), port('restaurant.inventory.reserve')] },
  { service: 'order', points: [handlerPoint('order'), port('order.inventory.reserve')] },
];

test.each([
  [
    { ...RULE, point: 'order.inventory.resrve' },
    /^order\.inventory\.resrve matches no point of the order service; near it are order\.handler, order\.inventory\.reserve$/,
  ],
  [
    { ...RULE, point: '*.resrve' },
    /^\*\.resrve matches no point of any service; near it are .*restaurant\.inventory\.reserve/,
  ],
  [{ ...RULE, point: 'kitchen.handler' }, /^No service has such a point/],
])('where the points are known, %j is refused', (value, message) => {
  expect(refused(value, KNOWN)).toMatchObject({
    loc: ['point'],
    msg: expect.stringMatching(message),
  });
});

test('where the points are known, a mode that fits at none of them is refused', () => {
  expect(refused({ ...RULE, point: '*.handler', mode: 'throttled' }, KNOWN)).toMatchObject({
    loc: ['mode'],
    msg: expect.stringMatching(/^throttled does not fit \*\.handler; modes that fit are .*status/),
  });
});

test.each([
  ['*.reserve', false],
  ['restaurant.*', true],
  ['*taurant.inventory.reserve', true],
])('a rule that counts at %s: its points are of one service: %s', (point, isTaken) => {
  const found = readHeaderText(JSON.stringify({ ...RULE, point, times: 1 }), NOW, KNOWN);

  expect('rules' in found).toBe(isTaken);
});
