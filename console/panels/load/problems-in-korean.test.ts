import { expect, test, vi } from 'vitest';
import { conclusionOf } from '#load/measure/conclusion';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '?lang=ko', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'ko' });
const { shownProblem } = await import('./problems-in-korean.ts');
const { language } = await import('#console/state/page-state.ts');

const { reasons } = conclusionOf({
  ...{ begun: 50, dropped: 50, lateP99Ms: 9_000, noSocket: 3, latencyLimitMs: 1_000 },
});
const none = conclusionOf({ begun: 0, dropped: 0, lateP99Ms: 0, noSocket: 0, latencyLimitMs: 1_000 });

test('every problem of a load has Korean words with its figures', () => {
  const english = [...reasons, ...none.reasons];

  expect(english).toHaveLength(4);
  const korean = english.map(shownProblem);
  expect(korean.filter((text) => !/\p{Script=Hangul}/u.test(text) || text.includes('$'))).toEqual([]);
  expect(korean[1]).toBe('여정 100개 중 50개(50.0 %)가 버려졌고, 많아야 1 %까지 허용됩니다');
});

test('in English, and where it is not known, a problem stays as it is', () => {
  expect(shownProblem('connect ECONNREFUSED')).toBe('connect ECONNREFUSED');
  language.value = 'en';
  expect(shownProblem('no journey was due')).toBe('no journey was due');
});
