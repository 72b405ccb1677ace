import { expect, test } from 'vitest';
import { SCENARIOS } from '#scenarios/catalog/all';
import { SUMMARIES_IN_KOREAN } from './summaries-in-korean.ts';

test('each scenario has a sentence in Korean', () => {
  expect(Object.keys(SUMMARIES_IN_KOREAN)).toEqual(SCENARIOS.map(({ name }) => name));
  expect(Object.values(SUMMARIES_IN_KOREAN).filter((text) => !/\p{Script=Hangul}/u.test(text))).toEqual([]);
});
