import { expect, test } from 'vitest';
import { PORT_NUMBERS } from '#shared/ports';
import { isTest, readText, SOURCE_FILES } from '#tests/support/source-files';

/** The source without comments and texts over several lines. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/`[^`]*`/g, '');

/** Scripts of load tools run in those tools, which cannot import our modules. */
const isForeign = (path: string): boolean => path.startsWith('scenarios/load/');

const product = SOURCE_FILES.filter(({ path }) => !isTest(path) && !isForeign(path)).map(
  ({ path, text }) => ({
    path,
    code: codeOf(text),
  }),
);
const filesWith = (pattern: RegExp): string[] =>
  product.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

test('the services and their ports are listed in at most four places', () => {
  const names = /\buser\b'?\s*[:,|][^;]{0,80}?\brestaurant\b'?\s*[:,|][^;]{0,80}?\border\b'?\s*[:,|\]})]/;
  const ports = /(?<!LOCK = )\b(8001|8002|8003|8080)\b/;
  const places = [...new Set([...filesWith(names), ...filesWith(ports)])];

  expect(places.length, places.join('\n')).toBeLessThanOrEqual(4);
});

test.each([
  'jmeter/lib/Settings.groovy',
  'k6/lib/settings.js',
  'locust/common/settings.py',
  'shell/lib/settings.sh',
])('%s of the load tools has the same ports', (path) => {
  const numbers = new Set(
    [...readText(`scenarios/load/${path}`).matchAll(/\b80\d\d\b/g)].map(([number]) => Number(number)),
  );
  const { user, restaurant, order } = PORT_NUMBERS;

  expect(numbers).toEqual(new Set([user, restaurant, order]));
});
