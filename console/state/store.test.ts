import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '?at=500', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'en' });
const { addFrames, missed, newest, shown } = await import('./store.ts');
const { frozenAtMs } = await import('./page-state.ts');

test('an instant of the address without a frame is named, and the nearest frame is shown', () => {
  expect(missed.value).toBeUndefined();
  addFrames([{ at_ms: 1_000 }, { at_ms: 2_000 }, { at_ms: 3_000 }]);

  expect([missed.value, shown.value?.at_ms]).toEqual(['past', 1_000]);
  frozenAtMs.value = 9_000;
  expect([missed.value, shown.value?.at_ms]).toEqual(['future', 3_000]);
  frozenAtMs.value = 2_400;
  expect([missed.value, shown.value?.at_ms, newest.value?.at_ms]).toEqual([undefined, 2_000, 3_000]);
  frozenAtMs.value = 0;
  expect([missed.value, shown.value?.at_ms]).toEqual([undefined, 3_000]);
});
