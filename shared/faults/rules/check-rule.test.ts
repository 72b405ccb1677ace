import { expect, test } from 'vitest';
import { MODES } from '../modes/all.ts';
import { shellPoints } from '../points/point.ts';
import { activate } from './active-rule.ts';
import { checkRule } from './check-rule.ts';
import { readRules } from './read-rules.ts';

const port = (name: string) => ({ name, kind: 'port', technologies: ['dynamodb'] }) as const;
const PLACES = {
  service: 'user',
  evaluatesStopWhen: true,
  points: [...shellPoints('user', false), port('user.users.find'), port('user.users.insert')],
} as const;
const NOW = Date.parse('2030-01-01T00:00:00Z');
const check = (body: unknown, id = 'a') => checkRule(id, body, PLACES, NOW);
const LATENCY = { point: 'user.users.find', mode: 'latency', ms: 5 };

test('times become absolute, and what the mode does by default is written down', () => {
  expect(check({ ...LATENCY, starts_in: 60, set_at: '1999-01-01T00:00:00Z' })).toEqual({
    rule: {
      id: 'a',
      ...LATENCY,
      when: 'before',
      starts_at: '2030-01-01T00:01:00.000Z',
      expires_at: '2030-01-01T00:16:00.000Z',
      set_at: '2030-01-01T00:00:00.000Z',
    },
  });
  expect(check({ ...LATENCY, expires_at: null })).toMatchObject({ rule: { expires_at: null } });
});

test('numbers may be text, as in other bodies', () => {
  expect(check({ ...LATENCY, ms: '5', percentage: '50' })).toMatchObject({ rule: { ms: 5, percentage: 50 } });
});

test.each([
  [{ expires_at: 'tomorrow' }, ['body', 'expires_at'], /^Must be a time/],
  [{ expires_at: '2030-01-01T00:00:00Z' }, ['body', 'expires_at'], /later than now/],
  [{ expires_at: '2030-01-01T00:00:30Z', starts_in: 60 }, ['body', 'expires_at'], /later than the start/],
  [{ starts_at: '2030-01-01T00:00:30Z', starts_in: 60 }, ['body', 'starts_at'], /not both/],
  [{ percentage: 5, times: 2 }, ['body', 'times'], /not percentage and times/],
  [{ flap: { on_s: 1, off_s: 1, of: 1 } }, ['body', 'flap', 'of'], /on_s, off_s/],
  [{ match: { color: 1 } }, ['body', 'match', 'color'], /cold, environment/],
  [{ match: { user_id: -3.5 } }, ['body', 'match', 'user_id'], /^Must be a whole number$/],
  [{ ms: 1.5 }, ['body', 'ms'], /^Must be a whole number$/],
  [{ ms: -1 }, ['body', 'ms'], /^Must be at least 0$/],
  [{ sealed: 1 }, ['body', 'sealed'], /^Must be true or false$/],
  [{ match: { environment: {} } }, ['body', 'match', 'environment', 'one_in'], /required/],
  [
    { match: { environment: { one_in: 4, of: 1 } } },
    ['body', 'match', 'environment', 'of'],
    /Unknown; allowed are one_in/,
  ],
  [
    { match: { environment: { one_in: 0 } } },
    ['body', 'match', 'environment', 'one_in'],
    /^Must be above 0$/,
  ],
])('%j is refused', (wrong, loc, msg) => {
  expect(check({ ...LATENCY, ...wrong })).toMatchObject({
    violations: [{ loc, msg: expect.stringMatching(msg) }],
  });
});

const NASTY = [
  null,
  true,
  -1,
  0,
  1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  '',
  ' ',
  '0',
  '*',
  '**',
  '*'.repeat(5_000),
  'a'.repeat(5_000),
  'user.*',
  'user.users.find',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  '2030-01-01',
  '2031-01-01T00:00:00Z',
  '275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2031-02-30T00:00:00Z',
  [],
  [1],
  {},
  { a: 1 },
  { method: 'GET', attempt: 1 },
  { on_s: 1e-9, off_s: 1e300 },
  { oracle: true },
  { error_rate: 1e-300, over_s: 1 },
  { header: { 'x-a': 'b' } },
];

test.each(MODES.map(({ name }) => name))(
  'whatever is sent with %s is refused or stored as a rule that acts',
  (mode) => {
    const mine = MODES.find(({ name }) => name === mode);
    const names = [
      ...['id', 'point', 'mode', 'when', 'percentage', 'times', 'skip', 'every', 'max_hits', 'seed', 'match'],
      ...[
        'starts_in',
        'starts_at',
        'expires_at',
        'flap',
        'stop_when',
        'note',
        'owner',
        'set_at',
        'constructor',
        'toString',
      ],
      ...Object.keys(mine?.params().shape),
    ];
    for (const name of names) {
      for (const value of NASTY) {
        const checked = check({ point: 'user.*', mode, ms: 5, [name]: value });
        if ('violations' in checked) expect(checked.violations.length).toBeGreaterThan(0);
        else {
          const stored = JSON.parse(JSON.stringify(checked.rule));
          expect(readRules([stored], PLACES, stored.sealed), `${name}: ${JSON.stringify(value)}`).toEqual({
            rules: [stored],
            invalid: [],
          });
          expect(() => activate(stored, NOW)).not.toThrow();
        }
      }
    }
  },
);
