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
  return 'rules' in found ? found.rules : expect.fail(JSON.stringify(found.issues));
};
const refused = (value: unknown, places?: readonly Places[]) => {
  const found = readHeaderText(typeof value === 'string' ? value : JSON.stringify(value), NOW, places);
  return 'issues' in found ? found.issues[0] : expect.fail('was taken');
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

test('the name of a preset stands for its rules', () => {
  expect(read('no-recovery-queue')).toMatchObject([{ id: 'header-1', point: 'order.recovery.send' }]);
});

test('2,048 bytes and 5 rules are taken, and no more', () => {
  const padded = (bytes: number) => JSON.stringify(RULE).padEnd(bytes);

  expect(read(padded(2_048))).toHaveLength(1);
  expect(refused(padded(2_049))).toMatchObject({ path: [], message: 'Must be at most 2048 bytes' });
  expect(read(Array(5).fill(RULE))).toHaveLength(5);
  expect(refused(Array(6).fill(RULE))).toMatchObject({ path: [], message: 'Must be 1 to 5 rules' });
  expect(refused([])).toMatchObject({ path: [] });
});

test.each([
  ['no-such-preset', [], /dead-restaurant/],
  ['{"mode":', [], /valid JSON.*dead-restaurant/],
  [`${JSON.stringify(RULE)}, ${JSON.stringify(RULE)}`, [], /valid JSON/],
  [{ ...RULE, mode: 'nonsense' }, ['mode'], /exception/],
  [{ ...RULE, ms: 1 }, [], /ms/],
  [[RULE, { ...RULE, percentage: 101 }], [1, 'percentage'], /100/],
  [{ ...RULE, point: 'kitchen.handler' }, ['point'], /user., restaurant., order./],
  [{ ...RULE, expires_at: null }, ['expires_at'], /expires/],
  [{ ...RULE, stop_when: { oracle: true } }, ['stop_when'], /PUT \/chaos/],
  [{ ...RULE, point: '*.handler', times: 1 }, ['point'], /one service/],
])('%j is refused at %j', (value, path, message) => {
  expect(refused(value)).toMatchObject({ path, message: expect.stringMatching(message) });
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
    expect(readMemberText(text)).toHaveProperty('issues');
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
    path: ['point'],
    message: expect.stringMatching(message),
  });
});

test('where the points are known, a mode that fits at none of them is refused', () => {
  expect(refused({ ...RULE, point: '*.handler', mode: 'throttled' }, KNOWN)).toMatchObject({
    path: ['mode'],
    message: expect.stringMatching(/^throttled does not fit \*\.handler; modes that fit are .*status/),
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
