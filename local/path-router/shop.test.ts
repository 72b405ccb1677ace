import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SHOP_FILES, shopPage } from './shop.ts';

const MOST_BYTES = 30_000;

test('script and style take at most 30 kB, compressed', async () => {
  const texts = await Promise.all([...SHOP_FILES.values()].map((file) => file.text()));

  expect(texts.map((text) => text.length > 0)).toEqual([true, true]);
  expect(texts.reduce((bytes, text) => bytes + gzipSync(text).length, 0)).toBeLessThanOrEqual(MOST_BYTES);
});

test('nothing that the page is made of ends its data', () => {
  const pages = [{ name: 'x', text: '</script><b>', port: 1, path: '/', thisMachineOnly: false }];

  expect(shopPage(pages, 'localhost:8080').match(/<\/script>/g)).toHaveLength(2);
  expect(shopPage(pages, '"><script>alert(1)</script>')).not.toContain('alert');
});
