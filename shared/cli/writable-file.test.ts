import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkWritable } from './writable-file.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a new file and one that exists can be written, and neither is touched', () => {
  const folder = newFolder();
  const old = join(folder, 'old.json');
  writeFileSync(old, 'kept');

  checkWritable(join(folder, 'new.json'));
  checkWritable(old);
  expect(() => checkWritable(join(folder, 'new.json', 'x'))).toThrow(/cannot be written/);
});

test('a folder, and a file in a folder that does not exist, are refused', () => {
  const folder = newFolder();

  expect(() => checkWritable(folder)).toThrow(`${folder} is a folder, not a file`);
  expect(() => checkWritable(join(folder, 'none', 'x.json'))).toThrow(
    /x\.json cannot be written \(ENOENT: [^\n]*\)$/,
  );
});
