import { expect, test } from 'vitest';
import { DRILLS } from '#drills/catalog/all';
import { REMEDIES } from '#drills/remedies';
import { MECHANISMS } from '#scenarios/mechanism';
import { MECHANISMS_IN_KOREAN, REMEDIES_IN_KOREAN, SOLUTIONS_IN_KOREAN } from './texts-in-korean.ts';

const isKorean = (text: string | undefined): boolean => /\p{Script=Hangul}/u.test(text ?? '');

test('every mechanism and every remedy has Korean words', () => {
  expect(Object.keys(MECHANISMS_IN_KOREAN)).toEqual(Object.keys(MECHANISMS));
  expect(Object.keys(REMEDIES_IN_KOREAN)).toEqual(Object.keys(REMEDIES));
  const texts = [...Object.values(MECHANISMS_IN_KOREAN), ...Object.values(REMEDIES_IN_KOREAN)];
  expect(texts.filter((text) => !isKorean(text))).toEqual([]);
});

test('every drill has its symptoms and its remedy in Korean', () => {
  expect(Object.keys(SOLUTIONS_IN_KOREAN).sort()).toEqual(DRILLS.map(({ name }) => name).sort());
  for (const [name, texts] of Object.entries(SOLUTIONS_IN_KOREAN)) {
    expect(Object.values(texts).every(isKorean), name).toBe(true);
  }
});
