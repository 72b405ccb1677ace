import { beforeEach, expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
beforeEach(() => vi.resetModules());

/** A page whose server has data for these panels; absent: of an engine. */
async function page(panels?: string) {
  const place = { dataset: { panels } };
  vi.stubGlobal('document', { getElementById: (id: string) => (id === 'console' ? place : null) });
  const { KEYS } = await import('./keys.ts');
  const { FaultBanner } = await import('#console/parts/fault-banner');
  const { TimeBar } = await import('#console/parts/time-bar');
  return { keys: KEYS.map(({ does }) => does), banner: FaultBanner(), bar: TimeBar() };
}

test('without an engine there is no key, strip or bar for what only an engine has', async () => {
  const { keys, banner, bar } = await page('traces order');

  expect(keys).toEqual(['panel', 'language', 'theme', 'help', 'escape']);
  expect([banner, bar]).toEqual([null, null]);
});

test('with an engine every key is there, and strip and bar before the first frame', async () => {
  const { keys, banner, bar } = await page();

  expect(keys).toEqual(expect.arrayContaining(['halt', 'freeze', 'back', 'forward', 'save']));
  expect([banner, bar]).not.toContain(null);
});
