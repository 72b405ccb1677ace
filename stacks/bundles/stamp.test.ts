import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildStamp } from './stamp.ts';

let folder: string;
const at = (file: string): string => join(folder, file);
const stampOf = (recipe: string): BuildStamp => new BuildStamp(at('stamp.json'), folder, recipe);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'food-delivery-stamp-'));
  writeFileSync(at('a.ts'), 'one');
  writeFileSync(at('a.mjs'), 'bundle');
  stampOf('recipe').write(['a.ts', 'builtin:node:fs'], [at('a.mjs')]);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('nothing has changed: no build', () => {
  expect(stampOf('recipe').isUpToDate()).toBe(true);
});

test.each([
  ['a file has changed', () => writeFileSync(at('a.ts'), 'longer')],
  ['a file is gone', () => rmSync(at('a.ts'))],
  ['a bundle is gone', () => rmSync(at('a.mjs'))],
  ['a package has changed', () => writeFileSync(at('package-lock.json'), '{}')],
  ['the stamp is gone', () => rmSync(at('stamp.json'))],
  ['the stamp is of another version', () => writeFileSync(at('stamp.json'), '{"recipe":"\\"recipe\\""}')],
  ['the stamp is half written', () => writeFileSync(at('stamp.json'), '{"recipe"')],
])('%s: build', (_what, change) => {
  change();

  expect(stampOf('recipe').isUpToDate()).toBe(false);
});

test('another list of functions, or another way to make them: build', () => {
  expect(stampOf('another recipe').isUpToDate()).toBe(false);
});
