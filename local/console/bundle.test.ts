import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { consoleScript, consoleStyle } from './bundle.ts';

const MOST_BYTES = 60_000;

test('the script of the console has at most 60 kB when it is compressed', async () => {
  const script = await consoleScript();

  expect(script).toContain('/console/events');
  expect(gzipSync(script).length).toBeLessThan(MOST_BYTES);
});

test('the style of the console has every file, and loads nothing from elsewhere', async () => {
  const style = await consoleStyle();

  expect(style).toContain('.topology');
  expect(style).not.toMatch(/@import|url\(/);
});
