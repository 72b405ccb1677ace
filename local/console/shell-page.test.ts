import { expect, test } from 'vitest';
import { type PageLinks, shellPage } from './shell-page.ts';

const urls = { user: '', restaurant: '', order: '', gateway: '', engine: '' };
const linksOf = (hasTraces: boolean): PageLinks => ({ urls, hasTraces, documents: {} });

test.each([
  ['an engine', linksOf(true), false, false],
  ['an engine without telemetry', linksOf(false), false, true],
  ['traces only', undefined, true, false],
])('the page of %s says what it has data for', (_, links, hasPanels, isOff) => {
  const page = shellPage(links);

  expect(page.includes('data-panels="traces order"')).toBe(hasPanels);
  expect(page.includes('data-telemetry="off"')).toBe(isOff);
});
