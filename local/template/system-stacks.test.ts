import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DIST } from '#stacks/build';
import type { StackTemplate } from './stack.ts';
import { systemStacks } from './system-stacks.ts';

const BUILD_TIMEOUT_MS = 120_000;
const { signal } = new AbortController();
/** Only a synthesis writes it. */
const SYNTHESISED = 'tree.json';

let folder: string;
const outdir = () => join(folder, 'cdk.out');
const file = () => join(folder, 'kept.json');
const stacks = () => systemStacks({ outdir: outdir(), signal, file: file() });
const isSynthesised = () => existsSync(join(outdir(), SYNTHESISED));
let first: readonly ReturnType<typeof inFull>[];
let kept: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'food-delivery-stacks-'));
  first = (await stacks()).map(inFull);
  expect(isSynthesised()).toBe(true);
  kept = readFileSync(file(), 'utf8');
}, BUILD_TIMEOUT_MS);
beforeEach(() => {
  rmSync(outdir(), { recursive: true, force: true });
  writeFileSync(file(), kept);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('nothing has changed: the stacks are those of the last synthesis, with the folders of their code', async () => {
  const again = (await stacks()).map(inFull);
  expect(isSynthesised()).toBe(false);
  expect(again).toEqual(first);
  expect(again.flatMap(({ folders }) => folders)).toContain(join(DIST, 'user/sign-up'));
});

test.each([
  ['a source file is another', () => kept.replace(/(stacks\/services\.ts\\",\\")\d+/, '$10')],
  ['what is kept is half written', () => kept.slice(0, kept.length / 2)],
])('%s: they are synthesised', { timeout: BUILD_TIMEOUT_MS }, async (_, found) => {
  expect(found()).not.toBe(kept);
  writeFileSync(file(), found());
  await stacks();
  expect(isSynthesised()).toBe(true);
  expect(JSON.parse(readFileSync(file(), 'utf8')).sources).toBe(JSON.parse(kept).sources);
});

/** A stack with the folders of all its code. */
function inFull({ id, template, assetDirectory }: StackTemplate) {
  const { files } = JSON.parse(readFileSync(join(outdir(), `${id}.assets.json`), 'utf8'));
  return {
    id,
    template,
    folders: Object.keys(files)
      .map((hash) => String(assetDirectory(hash)))
      .sort(),
  };
}
