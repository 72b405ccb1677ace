import { expect, test } from 'vitest';
import { UsageError } from '#shared/cli/errors';
import { lineOf } from './list-rules.ts';
import { idFor, membersOf, servicesOf } from './rule-words.ts';

test('values are JSON where they can be, else text; a dot names a member', () => {
  const words = [
    'percentage=12.5',
    'when=after',
    'match.order_id=7',
    'match.method=GET',
    'note=a = b',
    'flap={"on_s":1}',
  ];

  expect(membersOf(words)).toEqual({
    percentage: 12.5,
    when: 'after',
    match: { order_id: 7, method: 'GET' },
    note: 'a = b',
    flap: { on_s: 1 },
  });
});

test('dots name members at any depth', () => {
  const words = [
    'flap.on_s.x=1',
    'match.environment.one_in=4',
    'match.header.x-a=b',
    'match.user_id=3',
    'stop_when={"p95":900}',
    'stop_when.over_s=5',
  ];

  expect(membersOf(words)).toEqual({
    flap: { on_s: { x: 1 } },
    match: { environment: { one_in: 4 }, header: { 'x-a': 'b' }, user_id: 3 },
    stop_when: { p95: 900, over_s: 5 },
  });
  expect(Object.keys(membersOf(['__proto__.x=1']))).toEqual(['__proto__']);
});

test.each([
  [['after'], '"after" is no name=value, such as percentage=30'],
  [['=1'], '"=1" is no name=value, such as percentage=30'],
  [['match..x=1'], '"match..x=1" is no name=value, such as percentage=30'],
  [
    ['match=abc', 'match.user_id=3'],
    '"match.user_id=3" names a member of match, which is "abc" and has none',
  ],
  [['match=[1]', 'match.user_id=3'], '"match.user_id=3" names a member of match, which is [1] and has none'],
  [['match.user_id=3', 'match=abc'], '"match=abc" gives match again, which is {"user_id":3} already'],
  [['times=1', 'times=2'], '"times=2" gives times again, which is 1 already'],
])('%j is refused in one sentence', (words, sentence) => {
  expect(() => membersOf(words)).toThrow(new UsageError(sentence));
});

test.each([
  ['order.payments.charge', ['order']],
  ['order.*', ['order']],
  ['*.handler', ['user', 'restaurant', 'order']],
  ['*', ['user', 'restaurant', 'order']],
])('%s may be of %j', (point, services) => {
  expect(servicesOf(point)).toEqual(services);
});

test.each(['orders.payments', 'order', 'resto*'])(
  '%s is a point of no service, and the error names them',
  (point) => {
    expect(() => servicesOf(point)).toThrow('user, restaurant, order');
  },
);

test.each([
  ['order.payments.charge', 'exception', 'payments-charge-exception'],
  ['*', 'latency', 'latency'],
  ['order.inventory.*', 'http_status', 'inventory-all-http_status'],
])('the rule for %s and %s is called %s', (point, mode, id) => {
  expect(idFor(point, mode)).toMatch(/^[a-z0-9][a-z0-9_-]{0,39}$/);
  expect(idFor(point, mode)).toBe(id);
});

test('a rule is one line: what it does, its conditions, its hits, its end', () => {
  const rule = {
    id: 'x',
    point: 'order.handler',
    mode: 'latency',
    when: 'before',
    ms: 50,
    match: { order_id: 7 },
  };

  expect(
    lineOf({ ...rule, hits: 3, hits_per_second: 1, expires_at: '2026-01-01T00:01:00Z' }, Date.UTC(2026)),
  ).toBe(
    'x  latency before order.handler  ms=50  match={"order_id":7}  3 hits (1/s)  for 60 s, until 2026-01-01T00:01:00Z',
  );
  expect(lineOf({ ...rule, hits: null, expires_at: null })).toContain('? hits  until it is ended');
});
