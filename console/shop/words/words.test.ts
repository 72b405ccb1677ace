import { expect, test } from 'vitest';
import { OrderStatus, PaymentStatus } from '#functions/order/schemas';
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
  [undefined, ['ko-KR', 'en'], 'ko'],
  [undefined, ['fr', 'ko'], 'ko'],
  [undefined, ['fr'], 'en'],
  [undefined, [], 'en'],
  ['en', ['ko'], 'en'],
  ['xx', ['ko'], 'ko'],
] as const)('chosen %s, browser %j: %s', (chosen, browser, expected) => {
  expect(preferredLanguage(chosen, browser)).toBe(expected);
});
