import { expect, test } from 'vitest';
import { isTest, SOURCE_FILES } from '#tests/support/source-files';

/** The source without comments and texts over several lines. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/`[^`]*`/g, '');

const product = SOURCE_FILES.filter(({ path }) => !isTest(path)).map(({ path, text }) => ({
  path,
  code: codeOf(text),
}));
const filesWith = (pattern: RegExp): string[] =>
  product.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

test('the services and their ports are listed in at most four places', () => {
  const names = /\buser\b'?\s*[:,|][^;]{0,80}?\brestaurant\b'?\s*[:,|][^;]{0,80}?\border\b'?\s*[:,|\]})]/;
  const ports = /(?<!LOCK = )\b(8001|8002|8003|8080)\b/;
  const places = [...new Set([...filesWith(names), ...filesWith(ports)])];

  expect(places.length, places.join('\n')).toBeLessThanOrEqual(4);
});
