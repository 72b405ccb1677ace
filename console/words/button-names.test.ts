import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'en' });
const { FUNCTIONS } = await import('#console/panels/functions/words.ts');
const { SCENARIOS } = await import('#console/panels/scenarios/words.ts');
const { STORES } = await import('#console/panels/stores/words.ts');
const { LANGUAGES } = await import('./words.ts');

test.each(LANGUAGES)('in %s the name of a button begins with what is written on it', (language) => {
  const [functions, scenarios, stores] = [FUNCTIONS[language], SCENARIOS[language], STORES[language]];
  const [name, key] = ['x', 'menu:1'];

  expect(functions.killOf(name)).toMatch(new RegExp(`^${functions.kill}`));
  expect(functions.forceOf(name)).toMatch(new RegExp(`^${functions.force}`));
  expect(scenarios.startOf(name)).toMatch(new RegExp(`^${scenarios.start}`));
  expect(stores.evictAllOf(name)).toMatch(new RegExp(`^${stores.evictAll}`));
  expect(stores.evictOf(key)).toMatch(new RegExp(`^✕ ${key}`));
  expect(stores.againOf(name)).toMatch(new RegExp(`^${stores.again}`));
});
