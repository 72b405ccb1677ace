import { expect, test } from 'vitest';
import { checkRule } from './check-rule.ts';
import { readRules } from './read-rules.ts';
import { type Measured, reasonToStop, type StopWhen } from './stop-when.ts';

const ENGINE = { service: 'user', evaluatesStopWhen: true } as const;
const RULE = { point: 'user.handler', mode: 'exception' };
const NOW = Date.parse('2030-01-01T00:00:00Z');

test.each<[StopWhen, Measured, string | undefined]>([
  [{ error_rate: 50 }, { errorRate: 50 }, 'error_rate is 50 %, the limit 50 %'],
  [{ error_rate: 50 }, { errorRate: 62.54 }, 'error_rate is 62.5 %, the limit 50 %'],
  [{ error_rate: 50 }, { errorRate: 49.9 }, undefined],
  [{ error_rate: 0.1 }, { errorRate: 0 }, undefined],
  [{ p95: 250 }, { p95Ms: 250 }, 'p95 is 250 ms, the limit 250 ms'],
  [{ p95: 250 }, { p95Ms: 249 }, undefined],
  [{ dead_letters: 2 }, { deadLetters: 3 }, 'dead_letters is 3, the limit 2'],
  [{ dead_letters: 2 }, { deadLetters: 1 }, undefined],
  [{ oracle: true }, { violated: ['ledger', 'stock'] }, 'oracle: ledger, stock violated'],
  [{ oracle: true }, { violated: [] }, undefined],
  [{ error_rate: 1, p95: 1, dead_letters: 1, oracle: true }, {}, undefined],
  [{ error_rate: 50, p95: 250 }, { errorRate: 0, p95Ms: 300 }, 'p95 is 300 ms, the limit 250 ms'],
  [{ error_rate: 50 }, { errorRate: 0, p95Ms: 9_999, deadLetters: 9, violated: ['ledger'] }, undefined],
])('of %j, %j is a reason to stop: %s', (stopWhen, measured, reason) => {
  expect(reasonToStop(stopWhen, measured)).toBe(reason);
});

test('a rule keeps it as it was given; numbers may be text, as in other bodies', () => {
  const stop_when = { error_rate: '50', p95: 12.5, dead_letters: 3, oracle: true, over_s: 30 };

  expect(checkRule('a', { ...RULE, stop_when }, ENGINE, NOW)).toMatchObject({
    rule: { stop_when: { ...stop_when, error_rate: 50 } },
  });
});

const ONE_OF = /error_rate, p95, dead_letters, oracle/;
const WRONG: readonly [unknown, readonly string[], RegExp][] = [
  [{}, [], ONE_OF],
  [{ over_s: 5 }, [], ONE_OF],
  [{ oracle: true, over_s: 5 }, ['over_s'], /error_rate and p95/],
  [{ error_rate: 0 }, ['error_rate'], /above 0|>0/],
  [{ error_rate: 100.5 }, ['error_rate'], /100/],
  [{ error_rate: 'most' }, ['error_rate'], /number/],
  [{ p95: -1 }, ['p95'], /above 0|>0/],
  [{ dead_letters: 1.5 }, ['dead_letters'], /whole|int/],
  [{ oracle: false }, ['oracle'], /true/],
  [{ p95: 1, over_s: 301 }, ['over_s'], /300/],
  [{ p99: 1 }, ['p99'], ONE_OF],
  [50, [], /object/],
];

test.each(WRONG)('%j is refused, and what is allowed is said', (stop_when, path, allowed) => {
  const checked = checkRule('a', { ...RULE, stop_when: structuredClone(stop_when) }, ENGINE, NOW);

  expect(checked).toMatchObject({
    violations: expect.arrayContaining([
      expect.objectContaining({
        loc: ['body', 'stop_when', ...path],
        msg: expect.stringMatching(allowed),
      }),
    ]),
  });
});

test.each(WRONG)('%j in the Parameter Store is named with its place', (stop_when, path, allowed) => {
  const { rules, invalid } = readRules([{ id: 'a', ...RULE, stop_when }], ENGINE);

  expect(rules).toEqual([]);
  expect(invalid[0]?.problem).toMatch(
    new RegExp(`^rule a: ${['stop_when', ...path].join('\\.')}\\b.*allowed`),
  );
  expect(invalid[0]?.problem).toMatch(allowed);
});

test('where nothing evaluates it, it is refused in a body and does not act in the Parameter Store', () => {
  const rule = { id: 'a', ...RULE, stop_when: { oracle: true } };
  const msg = expect.stringMatching(/only the engine .*does; allowed are expires_at/);

  expect(checkRule('a', rule, { service: 'user' }, NOW)).toMatchObject({
    violations: [{ loc: ['body', 'stop_when'], msg }],
  });
  expect(readRules([rule, { ...RULE, id: 'b' }], { service: 'user' })).toMatchObject({
    rules: [{ id: 'b' }],
    invalid: [{ problem: msg }],
  });
});
