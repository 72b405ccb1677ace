import { beforeEach, expect, test, vi } from 'vitest';
import type { LoadFrame, LoadWish } from '#shared/console/load-frame';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
beforeEach(() => vi.resetModules());

const RUNNING: LoadWish = { kind: 'closed', level: 3, seconds: 60, journeys: { order: 2, reorder: 1 } };

/** A page that has just been opened; `shows` is its next frame. */
async function page() {
  const { frames } = await import('#console/state/store.ts');
  const form = await import('./wish.ts');
  const shows = (load: LoadFrame): void => {
    frames.value = [{ at_ms: 1, load }];
  };
  return { ...form, shows };
}

test('while a load runs the form shows its settings, also those of another page, and afterwards too', async () => {
  const { shows, wish, wishBody } = await page();
  expect(wishBody(wish.value)).toMatchObject({ kind: 'open', level: 10 });

  for (const state of ['starting', 'running', 'stopping', 'ended'] as const) {
    shows({ state, wish: RUNNING });
    expect(wishBody(wish.value)).toEqual(RUNNING);
  }
});

test('the form of a frozen page starts and stops the load of now', async () => {
  const { isBusy } = await page();
  const { frames } = await import('#console/state/store.ts');
  const { frozenAtMs } = await import('#console/state/page-state.ts');
  frozenAtMs.value = 1;
  frames.value = [
    { at_ms: 1, load: { state: 'idle' } },
    { at_ms: 2, load: { state: 'running', wish: RUNNING } },
  ];

  expect(isBusy.value).toBe(true);
});

test('what was put into the form is there again when the load of another has ended', async () => {
  const { shows, wish, change } = await page();
  change({ rate: 50 });
  shows({ state: 'running', wish: RUNNING });
  expect(wish.value).toMatchObject({
    kind: 'closed',
    clients: 3,
    weights: { order: 2, browse: 0, reorder: 1 },
  });

  shows({ state: 'ended', wish: RUNNING });
  expect(wish.value).toMatchObject({ kind: 'open', rate: 50, weights: { browse: 6 } });
});

test.each([
  ['open', 2.5, true],
  ['open', 0, true],
  ['open', -1, false],
  ['open', 10_001, false],
  ['open', Number.NaN, false],
  ['closed', 2, true],
  ['closed', 2.5, false],
] as const)('an %s loop can have %s as its level: %s', async (kind, level, can) => {
  const { isLevel } = await page();

  expect(isLevel(kind, level)).toBe(can);
});
