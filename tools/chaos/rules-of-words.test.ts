import { expect, test } from 'vitest';
import { rulesOfWords } from './rules-of-words.ts';

test('a point, a mode and values are one rule', () => {
  expect(rulesOfWords(['order.payments.charge', 'exception', 'when=after', 'percentage=30'])).toEqual({
    isDry: false,
    rules: [
      {
        id: 'payments-charge-exception',
        rule: { point: 'order.payments.charge', mode: 'exception', when: 'after', percentage: 30 },
      },
    ],
  });
  expect(rulesOfWords(['order.handler', 'latency', 'id=x', 'ms=5']).rules).toMatchObject([{ id: 'x' }]);
});

test('a name alone is a preset, whose rules all take the values behind it', () => {
  const { rules } = rulesOfWords(['slow-redis', 'percentage=50']);

  expect(rules).toEqual([
    { id: 'slow-redis-1', rule: { point: 'order.*', mode: 'slow', ms: 200, percentage: 50 } },
    { id: 'slow-redis-2', rule: { point: 'restaurant.*', mode: 'slow', ms: 200, percentage: 50 } },
  ]);
  expect(rulesOfWords(['payment-provider-down']).rules).toMatchObject([{ id: 'payment-provider-down' }]);
});

test.each([
  [['--dry-run', 'order.handler', 'exception']],
  [['order.handler', 'exception', '--dry-run']],
  [['order.handler', 'exception', 'dry_run=true']],
])('%j turns nothing on', (words) => {
  const { rules, isDry } = rulesOfWords(words);

  expect(isDry).toBe(true);
  expect(rules).toEqual([{ id: 'handler-exception', rule: { point: 'order.handler', mode: 'exception' } }]);
});

test.each([
  [[], 'no point and no preset is given'],
  [['slow'], /^slow is no preset, and a rule needs a mode too; presets are .*slow-redis$/],
  [['order.handler', 'exception', '--wet'], 'there is no option --wet, allowed: --dry-run, name=value'],
  [['order.handler', 'exception', 'after'], '"after" is no name=value'],
])('%j is refused in one sentence', (words, sentence) => {
  expect(() => rulesOfWords(words)).toThrow(sentence);
});
