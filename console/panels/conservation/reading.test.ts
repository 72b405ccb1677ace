import { expect, test, vi } from 'vitest';
import type { Conservation } from '#shared/console/conservation';
import type { Frame } from '#shared/console/frame';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { frames } = await import('#console/state/store.ts');
const { ageSeconds } = await import('./reading.ts');
const { conservationPanel } = await import('./panel.tsx');

const READ_AT_MS = 1_000_000;
const readingOf = (violations: number) =>
  ({ read_at_ms: READ_AT_MS, rules: [{ violations }, { violations: 0 }] }) as unknown as Conservation;
const showAfter = (s: number, violations = 0): void => {
  const frame: Frame = { at_ms: READ_AT_MS + 1_000, conservation: { reading: readingOf(violations) } };
  frames.value = [frame, { at_ms: READ_AT_MS + s * 1_000 }];
};

test('a verdict has an age when it is older than a quarter of a minute', () => {
  frames.value = [{ at_ms: READ_AT_MS }];
  expect(ageSeconds.value).toBeUndefined();

  showAfter(15);
  expect(ageSeconds.value).toBeUndefined();

  showAfter(43);
  expect(ageSeconds.value).toBe(43);
});

test('the panel has an alarm while the last verdict has a violated rule', () => {
  showAfter(5);
  expect(conservationPanel.alarm?.()).toBeUndefined();

  showAfter(5, 2);
  expect(conservationPanel.alarm?.()).toBe('1 rule is violated');
});
