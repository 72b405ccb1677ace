import { expect, test } from 'vitest';
import { RULES } from '#oracle/rules';
import { RULES_IN_KOREAN } from './rules-in-korean.ts';

test('every rule of the oracle has its claim in Korean', () => {
  expect(Object.keys(RULES_IN_KOREAN).sort()).toEqual(RULES.map(({ name }) => name).sort());
  expect(Object.values(RULES_IN_KOREAN).filter((text) => !/\p{Script=Hangul}/u.test(text))).toEqual([]);
});
