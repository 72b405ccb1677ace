import { expect, test } from 'vitest';
import { OrderStatus, PaymentStatus } from '#functions/order/schemas';
import { count, duration } from './format.ts';
import { preferredLanguage } from './language.ts';
import { WORDS } from './words.ts';

/** What may differ: names in the data that only one language needs. */
const isGloss = (path: string): boolean => /^(dishes|rest\.pages)\./.test(path);

const pathsOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => pathsOf(each, path === '' ? key : `${path}.${key}`))
    : [path];

test('both languages have the same words, and none is empty', () => {
  const [en, ko] = [WORDS.en, WORDS.ko].map((words) => pathsOf(words).filter((path) => !isGloss(path)));

  expect(ko).toEqual(en);
  expect(JSON.stringify(Object.values(WORDS))).not.toContain('""');
});

test.each(Object.entries(WORDS))('%s has a word for every status', (_, { status, payment }) => {
  expect(Object.keys(status).sort()).toEqual([...OrderStatus.options].sort());
  expect(Object.keys(payment).sort()).toEqual([...PaymentStatus.options].sort());
});

test.each([
  [undefined, undefined, ['ko-KR', 'en'], 'ko'],
  [undefined, undefined, ['fr', 'ko'], 'ko'],
  [undefined, undefined, ['fr'], 'en'],
  [undefined, undefined, [], 'en'],
  [undefined, 'en', ['ko'], 'en'],
  [undefined, 'xx', ['ko'], 'ko'],
  ['ko', 'en', ['en'], 'ko'],
  ['xx', 'ko', ['en'], 'ko'],
] as const)('asked %s, chosen %s, browser %j: %s', (asked, chosen, browser, expected) => {
  expect(preferredLanguage(asked, chosen, browser)).toBe(expected);
});

test.each([
  [41, '41 ms', '41ms'],
  [999.7, '1.0 sec', '1.0초'],
  [1_260, '1.3 sec', '1.3초'],
])('%d ms are shown as %s', (ms, en, ko) => {
  expect([duration('en', ms), duration('ko', ms)]).toEqual([en, ko]);
});

test('thousands are separated', () => {
  expect(WORDS.en.menu.left(count('en', 99_999))).toBe('99,999 left');
});
